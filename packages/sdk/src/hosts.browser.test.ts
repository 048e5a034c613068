/** A shop on several host names, in a real browser: by the mark where they share a domain, by links where they do not. */
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const port = () => new URL(shop.origin).port;

describe('[S36] [I8] by a mark, where the host names share a registrable domain', () => {
  /** Chromium finds both here, takes secure cookies from them, and knows `shop.localhost` for registrable. */
  const [www, pay] = ['www.shop.localhost', 'pay.shop.localhost'];
  const shelf = '<edgewise-recs placement="recently-viewed"></edgewise-recs>';
  const page = (path: string, body = '', tier = 'person') => {
    shop.add(path, { attributes: `data-consent="${tier}" data-hosts="${www} ${pay}"`, body });
    return (host: string) => `http://${host}:${port()}${path}`;
  };
  const marks = async () => (await stage.context.cookies()).filter(({ name }) => name.startsWith('edgewise'));
  /** What joins, as the worker sealed it. */
  const sealed = async () => (await marks())[0]?.value.split(/\.(.*)/)[1];
  const deviceAt = (path: string) =>
    worker.named('page_view').find(({ params }) => `${params?.page_location}`.endsWith(path))?.device;
  const isSeen = (path: string) => until(() => deviceAt(path));

  const isTold = (path: string) =>
    until(() => worker.named('page_view').some(({ params }) => `${params?.page_location}`.endsWith(path)));

  it('a typed address and a form’s redirect lead to the same person; the device’s id is in no cookie', async () => {
    shop.add('/buy', { location: page('/checkout')(pay) });
    const tab = await stage.open(page('/shop', '<form method="post" action="/buy"><button>buy</button></form>')(www));
    await isSeen('/shop');
    await until(sealed);
    const [mark, ...others] = await marks();
    expect(others).toEqual([]);
    expect(mark).toMatchObject({ domain: '.shop.localhost', path: '/', secure: true, sameSite: 'Lax' });
    expect(mark!.value.startsWith(deviceAt('/shop')!)).toBe(false);
    await tab.getByText('buy').click();
    await isSeen('/checkout');
    expect(worker.claims).toEqual([{ device: deviceAt('/checkout'), claim: { browser: await sealed() } }]);
    expect(deviceAt('/checkout')).not.toBe(deviceAt('/shop'));
    // Told once; and there and back nobody begins anew.
    await tab.goto(page('/again')(www));
    await isSeen('/again');
    await tab.goto(page('/paid')(pay));
    await isSeen('/paid');
    expect([deviceAt('/again'), deviceAt('/paid')]).toEqual([deviceAt('/shop'), deviceAt('/checkout')]);
    expect(worker.claims).toHaveLength(1);
    expect(worker.batches.filter((batch) => 'hand_off' in batch)).toHaveLength(1);
  });

  it.each(['reset', 'identify'])(
    '[I6] %s on one host is one on the other, before anything counts or shows there',
    async (command) => {
      const tab = await stage.open(page('/ann', shelf)(pay));
      await send(tab, 'identify', 'ann', { token: 'a.b.c' });
      await send(tab, 'event', 'view_item', { items: [{ item_id: 'anns', item_name: 'Ann’s secret' }] });
      await until(() => worker.named('view_item').length && worker.claims.length);
      await until(sealed);
      await tab.goto(page('/www')(www));
      await isSeen('/www');
      const before = await sealed();
      if (command === 'identify') await send(tab, 'identify', 'ann', { token: 'a.b.c' });
      await send(tab, command, 'bob', { token: 'd.e.f' });
      await until(async () => (await sealed()) && (await sealed()) !== before);
      const known = worker.widgets.length;
      // What a worker that knows no mark would say does not matter: the page knows by itself.
      await tab.goto(page('/bob', shelf)(pay));
      await isSeen('/bob');
      await until(() => worker.widgets.length > known);
      expect(deviceAt('/bob')).not.toBe(deviceAt('/ann'));
      expect(worker.widgets.at(-1)).toMatchObject({ device: deviceAt('/bob') });
      expect(JSON.stringify([worker.widgets.slice(known), await stored(tab)])).not.toMatch(/anns|secret/);
      expect(worker.claims.at(-1)).toEqual({ device: deviceAt('/bob'), claim: { browser: await sealed() } });
    },
  );

  it('[I6] a page that stands open on the other host begins anew when it hears of it', async () => {
    const open = await stage.open(page('/open', shelf)(pay));
    await isSeen('/open');
    await until(sealed);
    const tab = await stage.open(page('/www')(www));
    await isSeen('/www');
    await send(tab, 'reset');
    await open.bringToFront();
    await until(async () => ((await stored(open)).device as { d: string }).d !== deviceAt('/open'));
    await send(open, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    expect(worker.named('custom')[0]!.device).not.toBe(deviceAt('/open'));
  });

  it('what was tampered with, refused or gone costs nobody the person, and is put right once', async () => {
    const tab = await stage.open(page('/1')(www));
    await isSeen('/1');
    await until(sealed);
    const [mark] = await marks();
    const { name, domain, path } = mark!;
    const put = async (value: string) =>
      stage.context.addCookies([{ name, value, domain, path, secure: true, sameSite: 'Lax' }]);
    await put('"><script>');
    await tab.goto(page('/2')(www));
    await isSeen('/2');
    expect((await marks())[0]!.value.slice(0, 26)).toBe(mark!.value.slice(0, 26));
    await stage.context.clearCookies();
    await tab.goto(page('/3')(www));
    await isSeen('/3');
    expect([deviceAt('/2'), deviceAt('/3')]).toEqual([deviceAt('/1'), deviceAt('/1')]);
    // Of another key or shop: refused, said once, and the other host leaves its own in its place.
    worker.judge = () => ({ claim: { state: 'refused', reason: 'claim.browser: was not made for this site' } });
    const foreign = `${mark!.value.slice(0, 26)}.k9.${'x'.repeat(40)}`;
    await put(foreign);
    await tab.goto(page('/4')(pay));
    await isSeen('/4');
    await until(async () => (await sealed())?.includes(deviceAt('/4')!));
    expect(worker.claims).toHaveLength(1);
  });

  it('[S3] there is none below tier person, none without other host names, and none after a withdrawal', async () => {
    const tab = await stage.open(page('/device', '', 'device')(www));
    await isTold('/device');
    expect((await traces(tab)).cookies).toBe('');
    shop.add('/alone', { attributes: `data-consent="person" data-hosts="pay.elsewhere.localhost ${www}"` });
    await tab.goto(`http://${www}:${port()}/alone`);
    await isSeen('/alone');
    expect((await traces(tab)).cookies).toBe('');
    await tab.goto(page('/person')(www));
    await isSeen('/person');
    await until(sealed);
    await send(tab, 'consent', 'device');
    await until(async () => !(await marks()).length);
    // What the page of before left goes with the word alone, too.
    await send(tab, 'consent', 'person');
    await until(sealed);
    await tab.goto(page('/later', '', 'session')(pay));
    await isTold('/later');
    expect(await marks()).toHaveLength(1);
    await send(tab, 'consent', 'contextual');
    await until(async () => !(await marks()).length);
  });
});

describe('[S36] [I8] by links, where the host names share no domain', () => {
  /** The same shop as `www.localhost` and `pay.localhost`: Chromium finds both here, and keeps their storage apart. */
  const hostsOf = () => {
    const port = new URL(shop.origin).port;
    const [www, pay] = [`www.localhost:${port}`, `pay.localhost:${port}`];
    const attributes = (tier: string) => `data-consent="${tier}" data-hosts="www.localhost pay.localhost"`;
    return { www, pay, attributes };
  };

  it('who follows a link takes a one-time link along; it is out of the address there, and each click has its own', async () => {
    const { www, pay, attributes } = hostsOf();
    shop.add('/checkout', { attributes: attributes('person') });
    const body = `<a href="http://${pay}/checkout?a=1%20b#pay">pay</a> <a href="/checkout">stay</a> <a href="http://localhost:1/">off</a>`;
    shop.add('/www', { attributes: attributes('person'), body });
    const page = await stage.open(`http://${www}/www`);
    await until(() => worker.named('page_view').length);
    const device = worker.events[0]!.device!;
    await page.getByText('off').hover();
    await page.getByText('stay').hover();
    await page.getByText('pay').click();
    await until(() => worker.claims.length);
    expect(worker.claims[0]!.claim).toEqual({ browser: `link-of-${device}` });
    expect(worker.claims[0]!.device).not.toBe(device);
    await until(() => page.url() === `http://${pay}/checkout?a=1%20b#pay`);
    expect(worker.batches.filter((batch) => 'hand_off' in batch)).toHaveLength(1);
    expect(JSON.stringify([worker.events, await stored(page)])).not.toContain('edgewise_host=link');
    await page.goBack();
    await page.getByText('pay').click();
    await until(() => worker.batches.filter((batch) => 'hand_off' in batch).length === 2);
    await until(() => page.url().startsWith(`http://${pay}/checkout`));
  });

  it('[I2] from a page that is not the shop’s it is taken out of the address, and joins nobody', async () => {
    const { pay, attributes } = hostsOf();
    shop.add('/checkout', { attributes: attributes('person') });
    shop.add('/evil', {
      script: '',
      body: `<a href="http://${pay}/checkout?edgewise_host=link-of-whoever-led-here">win</a>`,
    });
    const page = await stage.open(`http://evil.localhost:${new URL(shop.origin).port}/evil`);
    await page.getByText('win').click();
    await until(() => worker.named('page_view').length);
    await until(() => page.url() === `http://${pay}/checkout`);
    await send(page, 'event', 'custom', { id: 1 });
    await until(() => worker.named('custom').length);
    expect(worker.claims).toEqual([]);
  });

  it('below tier person, and where no link comes, the click is a click', async () => {
    const { www, pay, attributes } = hostsOf();
    shop.add('/checkout', { attributes: attributes('device') });
    const body = `<a href="http://${pay}/checkout">pay</a>`;
    shop.add('/www', { attributes: attributes('device'), body });
    const page = await stage.open(`http://${www}/www`);
    await until(() => worker.named('page_view').length);
    await page.getByText('pay').click();
    await page.waitForURL(`http://${pay}/checkout`);
    expect(worker.batches.some((batch) => 'hand_off' in batch)).toBe(false);
    shop.add('/www', { attributes: attributes('person'), body });
    await page.goto(`http://${www}/www`);
    await until(() => worker.named('page_view').some(({ tier }) => tier === 'person'));
    worker.mishaps.collect = Array(20).fill('cut');
    await page.getByText('pay').click();
    await page.waitForURL(`http://${pay}/checkout`);
    expect(worker.claims).toEqual([]);
  });
});

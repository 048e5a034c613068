/** A shopper's no at a bad moment: without a network, or before the page has read which device it is. */
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const personal = { attributes: 'data-consent="person"' };
const nothing = { cookies: '', local: {}, session: {}, databases: [], caches: [] };

describe('[S3] [W17] withdrawn', () => {
  it('without a network: the browser keeps nothing, and the word arrives with what happened before it', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(async () => worker.named('page_view').length && (await stored(page)).device);
    const { device } = worker.named('page_view')[0]!;
    await stage.context.setOffline(true);
    await send(page, 'event', 'before');
    await until(async () => Object.keys(await stored(page)).some((key) => /^\d/.test(key)));
    await send(page, 'consent', 'contextual');
    await send(page, 'event', 'after');
    await until(async () => ((await traces(page)).databases as string[]).length === 0);
    expect(await traces(page)).toEqual(nothing);
    // It has been tried, in vain.
    await until(() => page.evaluate(() => window.told.filter(({ type }) => type === 'error').length));
    expect(worker.withdrawn).toEqual([]);
    await stage.context.setOffline(false);
    await until(() => worker.withdrawn.length && worker.named('after').length);
    expect(worker.withdrawn).toEqual([[device, 'contextual']]);
    expect(worker.named('before')).toEqual([expect.objectContaining({ device, tier: 'person' })]);
    expect(worker.named('after')[0]).toMatchObject({ tier: 'contextual' });
    expect(worker.named('after')[0]).not.toHaveProperty('device');
    expect(await traces(page)).toEqual(nothing);
  });

  it('from a tier that has no device, with an event in the same breath: it leaves, and what comes after it', async () => {
    const page = await stage.open(shop.add('/', { attributes: 'data-consent="session"' }));
    await until(() => worker.named('page_view').length);
    await page.evaluate(() => {
      window.edgewise('event', 'before');
      window.edgewise('consent', 'contextual');
      window.edgewise('event', 'after');
    });
    await until(() => worker.named('before').length && worker.named('after').length);
    expect(worker.events.map(({ name, tier }) => `${tier} ${name}`).sort()).toEqual([
      'contextual after',
      'session before',
      'session page_view',
    ]);
    expect(worker.withdrawn).toEqual([]);
  });

  it('twice without a network: the first word is not forgotten', async () => {
    const page = await stage.open(shop.add('/', personal));
    await until(async () => worker.named('page_view').length && (await stored(page)).device);
    await stage.context.setOffline(true);
    await send(page, 'consent', 'session');
    await send(page, 'consent', 'contextual');
    await until(() => page.evaluate(() => window.told.filter(({ type }) => type === 'error').length));
    await stage.context.setOffline(false);
    await until(() => worker.withdrawn.length);
    expect(worker.withdrawn).toEqual([[worker.named('page_view')[0]!.device, 'session']]);
  });

  it.each([
    ['contextual', 'at a slow database', true],
    ['contextual', 'at once', false],
    ['device', 'at once', false],
  ] as const)('to %s before the device was read, %s: the word names it', async (tier, _, isSlow) => {
    const page = await stage.open(shop.add('/', personal));
    await until(async () => ((await stored(page)).device as { a?: number } | undefined)?.a === 1);
    const { device } = worker.named('page_view')[0]!;
    // The database answers when it is let.
    const hold = `window.held=new Promise(function(let_go){window.letGo=let_go});
      Object.defineProperty(IDBOpenDBRequest.prototype,'onsuccess',{set:function(f){var r=this;r.addEventListener('success',function(e){held.then(function(){f.call(r,e)})})}});`;
    const say = `edgewise('event','before');edgewise('identify','ann');edgewise('consent','${tier}');edgewise('event','after');`;
    await page.goto(shop.add('/next', { ...personal, before: (isSlow ? hold : '') + say }));
    if (isSlow) await page.evaluate('letGo()');
    await until(() => worker.withdrawn.length && worker.named('after').length);
    expect(worker.withdrawn).toEqual([[device, tier]]);
    expect(worker.named('before')).toEqual([expect.objectContaining({ device, tier: 'person', n: 3 })]);
    expect(worker.named('after')[0]).toMatchObject({ tier });
    expect(worker.named('after')[0]).not.toHaveProperty('device');
    if (tier === 'device') await until(async () => !((await stored(page)).device as { d?: string } | undefined)?.d);
    else {
      await until(async () => ((await traces(page)).databases as string[]).length === 0);
      expect(await traces(page)).toEqual(nothing);
    }
  });
});

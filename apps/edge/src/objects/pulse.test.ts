import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import type { MovedMessage, QueueMessage } from '@edgewise/core/person/messages';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eraseCounted, forgetPulseConfigs } from '../count-lines.ts';
import { eraseFromLake, eraseMoves } from '../lake.ts';
import { readCohorts, readFigures } from '../read-figures.ts';
import { liveNow } from '../read-live.ts';
import { rebuildStep } from '../rebuild-counters.ts';
import { asAdmin, collect, makeSite, personBatch, send, testEnv } from '../testing/client.ts';
import { anonymous, deliver, events, everything, shopEvent } from '../testing/insight.ts';
import { deskOf, pulseOf } from './names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** In the middle of an hour, a little ago: everything is at level minute. */
const NOW = Date.now();
const THEN = NOW - (NOW % HOUR) - HOUR + 10 * MINUTE;
const mug = { item: 'mug', category: ['Mugs'], quantity: 1, price: 500 };
const order = (id: string, value: number) => ({ transactionId: id, currency: 'EUR', value, items: [mug] });

let count = 0;
async function freshSite(): Promise<string> {
  const site = `pulse-${count++}`;
  await makeSite(site, { time_zone: 'UTC' });
  return site;
}

const totals = async (site: string) => {
  const { cells } = await everything(site);
  const sums: Record<string, number> = {};
  for (const [key, amount] of Object.entries(cells)) {
    const [dimension, , , metric] = key.split('|');
    if (dimension === '') sums[metric!] = (sums[metric!] ?? 0) + amount;
  }
  return sums;
};

async function rebuild(site: string, shards: number): Promise<void> {
  const began = vi.spyOn(Date, 'now');
  for (let i = 0; i < 200; i++) {
    // The wait for isolates that do not know yet is a matter of the clock.
    if (i > 0) began.mockImplementation(() => NOW + 120_000);
    const { done } = await rebuildStep(testEnv, site, shards, NOW);
    if (done) break;
  }
  began.mockRestore();
  forgetPulseConfigs();
}

afterEach(() => vi.restoreAllMocks());

describe('the live counters', () => {
  it('[N2] count a line once, however it comes again', async () => {
    const site = await freshSite();
    const one = events(site, 'device-1', 'ann', [shopEvent(1, THEN, 'page_view'), shopEvent(2, THEN, 'view_item')]);
    await deliver([one, one]);
    await deliver([one]);
    // In another grouping, with one that is new.
    await deliver([
      events(site, 'device-1', 'ann', [shopEvent(2, THEN, 'view_item'), shopEvent(3, THEN + MINUTE, 'add_to_cart')]),
    ]);
    const batch = anonymous(site, 'batch-00001', [shopEvent(1, THEN, 'page_view')]);
    await deliver([batch, batch]);
    expect(await totals(site)).toEqual({ events: 4, views: 2, product_views: 1, carts: 1 });
  });

  it('[W9] lose nobody to a message that cannot be digested: what comes back goes alone', async () => {
    const site = await freshSite();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const good = events(site, 'device-1', 'ann', [shopEvent(1, THEN, 'page_view')]);
    const bad = { ...good, device: 'device-2', refused: null } as unknown as QueueMessage;
    expect(await deliver([bad, good])).toBe(2);
    expect(await deliver([bad, good], testEnv, 2)).toBe(1);
    expect(await totals(site)).toEqual({ events: 1, views: 1 });
  });

  it('[N3] [N7] correct the past, and a sum is the same before and after a roll-up', async () => {
    const site = await freshSite();
    const old = NOW - 47 * HOUR;
    await deliver([events(site, 'device-1', 'ann', [shopEvent(1, THEN, 'page_view'), shopEvent(2, old, 'page_view')])]);
    const window = { from: old - HOUR, to: NOW };
    const before = await readFigures(testEnv, site, window);
    const shard = pulseOf(testEnv, site, 0, 0);
    await runInDurableObject(shard, (instance) => instance.rollUp(NOW + 3 * HOUR));
    expect((await readFigures(testEnv, site, window)).sums.counts).toEqual(before.sums.counts);
    // It is late, and its minute is an hour by now.
    await deliver([events(site, 'device-1', 'ann', [shopEvent(3, old, 'page_view')])]);
    await runInDurableObject(shard, (_, { storage }) => {
      const levels = storage.sql
        .exec("SELECT level, amount FROM cells WHERE dimension = '' AND metric = 'views' ORDER BY level")
        .toArray();
      expect(levels).toEqual([
        { level: 0, amount: 1 },
        { level: 1, amount: 2 },
      ]);
    });
    await runInDurableObject(shard, (instance) => instance.rollUp(NOW + 102 * 24 * HOUR));
    const { points } = (await asAdmin(
      'GET',
      `/sites/${site}/insight/series?metrics=views&step=day&from=${old - 24 * HOUR}&to=${NOW}`,
    )) as { points: { amount: number }[] };
    expect(points.reduce((sum, { amount }) => sum + amount, 0)).toBe(3);
  });

  it('[N5] hostile values fill a bounded number of rows, and the totals stay exact', async () => {
    const site = await freshSite();
    const messages = Array.from({ length: 90 }, (_, i) =>
      events(site, `device-${i}`, `person-${i}`, [shopEvent(1, THEN, 'page_view')], {
        facets: { campaign: `${'<b>'.repeat(200)}\u0000${i}`.slice(i % 3), source: `source ${i}` },
      }),
    );
    await deliver(messages);
    const { cells } = await everything(site);
    const sources = Object.entries(cells).filter(([key]) => key.startsWith('source|') && key.endsWith('|views'));
    expect(sources).toHaveLength(51);
    expect(sources.find(([key]) => key.includes('(other)'))![1]).toBe(40);
    expect(sources.reduce((sum, [, n]) => sum + n, 0)).toBe(90);
    for (const key of Object.keys(cells)) expect(key.split('|')[2]!.length).toBeLessThanOrEqual(96);
  });

  it('[N8] [N9] people are distinct over devices; a merge rewrites 48 hours, and no more', async () => {
    const site = await freshSite();
    const old = NOW - 60 * HOUR;
    const view = (n: number, time: number) => shopEvent(n, time, 'view_item', { items: [mug] });
    await deliver([
      events(site, 'phone', 'home-phone', [view(1, THEN), view(2, old)]),
      events(site, 'laptop', 'ann', [
        shopEvent(1, THEN, 'add_to_cart', { items: [mug] }),
        shopEvent(2, THEN, 'begin_checkout'),
        shopEvent(3, THEN, 'purchase', order('T1', 500)),
        view(4, old),
      ]),
    ]);
    const recent = { from: THEN - HOUR, to: NOW };
    const past = { from: old - HOUR, to: old + HOUR };
    expect((await readFigures(testEnv, site, recent)).sums).toMatchObject({ visitors: 2, funnel: [1, 0, 0, 0] });
    const moved: MovedMessage = {
      v: 1,
      kind: 'moved',
      site,
      devices: ['phone'],
      from: 'home-phone',
      to: 'ann',
      epoch: 2,
      at: NOW,
    };
    await deliver([moved, moved]);
    // Under way when the phone moved.
    await deliver([events(site, 'phone', 'home-phone', [view(3, THEN + MINUTE)])]);
    const figures = await readFigures(testEnv, site, recent);
    expect(figures.sums).toMatchObject({ visitors: 1, ordered: 1, funnel: [1, 1, 1, 1], oneDevice: [1, 0, 0, 0] });
    expect(figures.figures).toMatchObject({ stitched_share: 1, conversion_rate: 1 });
    expect((await readFigures(testEnv, site, past)).sums.visitors).toBe(2);
    // And back: the partition is what the last move says.
    await deliver([{ ...moved, from: 'ann', to: 'home-phone', epoch: 3, at: NOW }]);
    await deliver([moved]);
    expect((await readFigures(testEnv, site, recent)).sums).toMatchObject({ visitors: 2, funnel: [1, 0, 0, 0] });
  });

  it('[N11] [N12] an order counts once, the backend supersedes, and a refund subtracts', async () => {
    const site = await freshSite();
    const bought = events(
      site,
      'phone',
      'ann',
      [
        shopEvent(1, THEN, 'purchase', order('T1', 500)),
        shopEvent(2, THEN + MINUTE, 'purchase', { ...order('T1', 900), duplicate: true }),
      ],
      { facets: { source: 'google' } },
    );
    const backend = events(
      site,
      'server.phone',
      'ann',
      [shopEvent(1, THEN + 2 * MINUTE, 'purchase', order('T1', 450))],
      {
        source: 'server',
      },
    );
    const refund = events(
      site,
      'server.phone',
      'ann',
      [shopEvent(2, THEN + 3 * MINUTE, 'refund', { transactionId: 'T1' })],
      {
        source: 'server',
      },
    );
    await deliver([bought]);
    expect(await totals(site)).toMatchObject({ orders: 1, 'revenue.EUR': 500 });
    for (const messages of [[refund, backend], [backend], [bought, refund]]) await deliver(messages);
    const after = await totals(site);
    expect(after).toMatchObject({ orders: 1, 'revenue.EUR': 450, verified_orders: 1, refunds: 1, 'refunded.EUR': 450 });
    const { cells } = await everything(site);
    expect(Object.entries(cells).filter(([key]) => /^source\|.*google\|revenue/.test(key))).toHaveLength(1);
    // The same in another order, elsewhere.
    const other = await freshSite();
    const there = (message: typeof bought) => ({ ...message, site: other });
    await deliver([there(refund), there(backend), there(bought)]);
    expect(await totals(other)).toEqual(after);
  });

  it('a failure in the middle of a batch leaves nothing half, and the queue brings it again', async () => {
    const site = await freshSite();
    await deliver([events(site, 'phone', 'ann', [shopEvent(1, THEN, 'page_view')])]);
    const next = events(site, 'phone', 'ann', [
      shopEvent(2, THEN, 'page_view'),
      shopEvent(3, THEN, 'purchase', order('T1', 100)),
    ]);
    const shard = pulseOf(testEnv, site, 0, 0);
    const before = await everything(site);
    await runInDurableObject(shard, (_, { storage }) => {
      const exec = storage.sql.exec.bind(storage.sql);
      vi.spyOn(storage.sql, 'exec').mockImplementation(((query: string, ...bindings: unknown[]) => {
        if (query.includes('INSERT INTO presence')) throw new Error('the disk is gone');
        return exec(query, ...bindings);
      }) as typeof storage.sql.exec);
    });
    expect(await deliver([next])).toBe(1);
    await runInDurableObject(shard, () => vi.restoreAllMocks());
    expect(await everything(site)).toEqual(before);
    expect(await deliver([next])).toBe(0);
    expect(await totals(site)).toMatchObject({ views: 2, orders: 1, 'revenue.EUR': 100 });
  });

  it('costs less than two rows an event, and the fewer the more there is to count at once', async () => {
    const site = await freshSite();
    await deliver([events(site, 'device-first', 'first', [shopEvent(1, THEN, 'page_view')])]);
    let rows = 0;
    await runInDurableObject(pulseOf(testEnv, site, 0, 0), (_, { storage }) => {
      const exec = storage.sql.exec.bind(storage.sql);
      vi.spyOn(storage.sql, 'exec').mockImplementation(((query: string, ...bindings: unknown[]) => {
        const cursor = exec(query, ...bindings);
        if (!query.startsWith('SELECT')) rows += cursor.rowsWritten;
        return cursor;
      }) as typeof storage.sql.exec);
    });
    // What the queue hands over at once from a busy shop: 100 batches of ten events, five pages and five views each.
    const batch = Array.from({ length: 100 }, (_, i) =>
      events(
        site,
        `device-${i}`,
        `person-${i}`,
        Array.from({ length: 10 }, (_, n) =>
          shopEvent(n + 1, THEN + n, n % 2 ? 'view_item' : 'page_view', { items: [mug] }),
        ),
        {
          facets: {
            source: `s${i % 8}`,
            device_class: i % 2 ? 'phone' : 'desktop',
            country: 'RO',
            landing_page: `/${i % 20}`,
          },
        },
      ),
    );
    await deliver(batch);
    await runInDurableObject(pulseOf(testEnv, site, 0, 0), () => vi.restoreAllMocks());
    console.log(
      `100 messages of 10 events: ${rows} rows written by the counters, ${(rows / 1_000).toFixed(2)} an event`,
    );
    expect(rows).toBeGreaterThan(100);
    expect(rows).toBeLessThan(2_000);
  });

  it('what a page sends is on the socket, and a ticket opens one', async () => {
    const site = await freshSite();
    const { ticket } = await asAdmin<{ ticket: string }>('POST', `/sites/${site}/insight/ticket`);
    const open = (with_: string) =>
      send(
        new Request(`https://edge.example/live/v1/${site}?ticket=${with_}`, {
          headers: { upgrade: 'websocket', origin: 'https://edge.example' },
        }),
      );
    const foreign = new Request(`https://edge.example/live/v1/${site}?ticket=${ticket}`, {
      headers: { upgrade: 'websocket', origin: 'https://evil.example' },
    });
    expect((await send(foreign)).status).toBe(403);
    // A site that nobody made gets no storage by being asked for.
    for (const nobodys of ['nobody-made-this', 'NOT_A_KEY']) {
      const request = new Request(`https://edge.example/live/v1/${nobodys}`, { headers: { upgrade: 'websocket' } });
      expect((await send(request)).status).toBe(404);
    }
    const desks = (await listDurableObjectIds(testEnv.DESK)).map(String);
    expect(desks).toContain(String(deskOf(testEnv, site).id));
    expect(desks).not.toContain(String(deskOf(testEnv, 'nobody-made-this').id));
    const { webSocket, status } = await open(ticket);
    expect(status).toBe(101);
    expect((await open(ticket)).status).toBe(401);
    expect((await open('guess')).status).toBe(401);
    const pushed: { visitors: number; totals: Record<string, number> }[] = [];
    webSocket!.addEventListener('message', ({ data }) => pushed.push(JSON.parse(String(data))));
    webSocket!.accept();
    await vi.waitFor(() => expect(pushed.length).toBeGreaterThan(0), { timeout: 15_000 });
    await collect(
      personBatch(site, 'device-0000-0001', [{ n: 1, t: Date.now(), name: 'page_view' }], {
        context: { page_location: 'https://shop.example/', language: 'ro-RO' },
      }),
    );
    await vi.waitFor(() => expect(pushed.at(-1)).toMatchObject({ visitors: 1, totals: { views: 1 } }), {
      timeout: 20_000,
    });
    expect((await liveNow(testEnv, site, Date.now())).visitorsBy.language).toEqual({ ro: 1 });
    webSocket!.close();
  });
});

it('[N23] who comes back is known long after presence has gone, follows a merge, forgets the erased, and is rebuilt the same', async () => {
  const site = await freshSite();
  const DAY = 24 * HOUR;
  const bought = (device: string, daysAgo: number, value: number) => {
    const at = NOW - daysAgo * DAY;
    const one = shopEvent(1_000 - daysAgo, at, 'purchase', order(`${device}.${daysAgo}`, value));
    return events(site, device, `of-${device}`, [one]);
  };
  await deliver([
    // Ann's phone and laptop are strangers to each other for now: 85 days lie between.
    bought('phone-0001', 200, 1_000),
    bought('laptop-001', 115, 2_000),
    bought('bobs-00001', 200, 400),
    bought('bobs-00001', 180, 600),
    bought('cems-00001', 40, 500),
    bought('dans-00001', 95, 700),
  ]);
  const read = async () => {
    const { sums } = await readFigures(testEnv, site, { from: NOW - 300 * DAY, to: NOW });
    const { cohorts } = await readCohorts(testEnv, site, NOW);
    const add = (of: (one: (typeof cohorts)[0]) => number) => cohorts.reduce((sum, one) => sum + of(one), 0);
    // Two ways to the same figures.
    expect(sums.after30).toEqual({ of: add(({ after30 }) => after30.of), returned: add((c) => c.after30.returned) });
    expect(sums.after90).toEqual({ of: add(({ after90 }) => after90.of), returned: add((c) => c.after90.returned) });
    const { after30, after90, lifetime } = sums;
    return { buyers: add((one) => one.buyers), after30, after90, lifetime: lifetime.EUR, cohorts };
  };
  expect(await read()).toMatchObject({
    buyers: 5,
    after30: { of: 5, returned: 1 },
    after90: { of: 4, returned: 1 },
    lifetime: { buyers: 5, net: 5_200 },
  });
  await deliver([
    {
      v: 1,
      kind: 'moved',
      site,
      devices: ['laptop-001'],
      from: 'of-laptop-001',
      to: 'of-phone-0001',
      epoch: 2,
      at: NOW,
    },
  ]);
  expect(await read()).toMatchObject({
    buyers: 4,
    after30: { of: 4, returned: 1 },
    after90: { of: 3, returned: 2 },
    lifetime: { buyers: 4, net: 5_200 },
  });
  const erased = ['bobs-00001'];
  for (const { key } of (await testEnv.BUCKET.list({ prefix: `${site}/lake/` })).objects) {
    if (key.includes(`.${erased[0]}.`)) await eraseFromLake(testEnv, site, key, erased);
  }
  await eraseMoves(testEnv, site, erased);
  await eraseCounted(testEnv, site, erased);
  const live = await read();
  expect(live).toMatchObject({
    buyers: 3,
    after30: { of: 3, returned: 0 },
    after90: { of: 2, returned: 1 },
    lifetime: { buyers: 3, net: 4_200 },
  });
  await rebuild(site, 2);
  expect(await read()).toEqual(live);
});

describe('rebuilt from the lake', () => {
  it('equals what was counted live, in any number of shards, after merges and erasures', async () => {
    const site = await freshSite();
    const people = ['ann', 'bob', 'cem', 'dan', 'eve'];
    const messages = people.flatMap((person, i) => {
      const at = THEN - i * 7 * MINUTE;
      const facets = {
        source: i % 2 ? 'google' : 'mail',
        device_class: i % 2 ? 'phone' : 'desktop',
        country: 'RO',
        tier: 'person',
      };
      return [
        events(
          site,
          `device-000${i}-aaaa`,
          person,
          [
            shopEvent(1, at, 'page_view', { page: `https://shop.example/p/${i}?utm=1` }),
            shopEvent(2, at + 1_000, 'view_item', { items: [mug] }),
            shopEvent(3, at + 2_000, 'select_item', { items: [mug], list: 'similar' }),
            shopEvent(4, at + 3_000, 'add_to_cart', { items: [mug] }),
            shopEvent(5, at + 4_000, 'purchase', order(`T${i}`, 1_000 + i)),
            shopEvent(6, at + 5_000, 'purchase', { ...order(`T${i}`, 9_999), duplicate: true }),
          ],
          { facets, segments: ['keen', `of-${i % 2}`] },
        ),
        events(
          site,
          `server.device-000${i}-aaaa`,
          person,
          [shopEvent(1, at + 9_000, 'purchase', order(`T${i}`, 900 + i))],
          {
            source: 'server',
          },
        ),
      ];
    });
    const refund = events(
      site,
      'server.device-0001-aaaa',
      'bob',
      [shopEvent(2, THEN + MINUTE, 'refund', { transactionId: 'T1', value: 100, currency: 'EUR' })],
      { source: 'server' },
    );
    const visit = anonymous(
      site,
      'batch-00000001',
      [shopEvent(1, THEN, 'page_view'), shopEvent(2, THEN, 'view_item', { items: [mug] })],
      'visit-000001',
    );
    await deliver([...messages, refund, visit]);
    await deliver([
      {
        v: 1,
        kind: 'moved',
        site,
        devices: ['device-0002-aaaa', 'server.device-0002-aaaa'],
        from: 'cem',
        to: 'ann',
        epoch: 2,
        at: NOW,
      },
    ]);
    for (const name of ['device-0001-aaaa', 'device-0003-aaaa']) {
      const names = [name, `server.${name}`];
      const hours = await testEnv.BUCKET.list({ prefix: `${site}/lake/` });
      for (const { key } of hours.objects) {
        if (names.some((one) => key.includes(`.${one}.`))) await eraseFromLake(testEnv, site, key, names);
      }
      await eraseMoves(testEnv, site, names);
      await eraseCounted(testEnv, site, names);
    }
    const live = await everything(site);
    const window = { from: THEN - 24 * HOUR, to: NOW };
    const figures = await readFigures(testEnv, site, window);
    expect(figures.sums.visitors).toBe(3);
    expect(live.touches.filter((row) => row.includes('"in"'))).toHaveLength(6);
    expect(await totals(site)).toMatchObject({ orders: 5, 'revenue.EUR': 4_510, 'refunded.EUR': 100, carts: 5 });
    expect(JSON.stringify(live)).not.toMatch(/bob|dan|device-0001|device-0003|T1"|T3"/);
    for (const shards of [1, 3]) {
      await rebuild(site, shards);
      const again = await everything(site);
      expect(again).toEqual(live);
      expect((await deskOf(testEnv, site).config(site)).current.shards).toBe(shards);
      const figuresAgain = await readFigures(testEnv, site, window);
      expect(figuresAgain.figures).toEqual(figures.figures);
      expect(figuresAgain.sums).toEqual(figures.sums);
    }
  });
});

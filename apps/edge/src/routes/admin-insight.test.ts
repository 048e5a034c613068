import { describe, expect, it } from 'vitest';
import type { FiguresAnswer } from '../read-figures.ts';
import type { LiveNow } from '../read-live.ts';
import { adminRequest, asAdmin, collect, freshSite, makeSite, personBatch, send } from '../testing/client.ts';
import { deliver, events, shopEvent } from '../testing/insight.ts';
import type { PeopleBehindAnswer } from './admin-insight.ts';

const site = 'insight-api';
const now = Date.now();
const day = new Date(now).toISOString().slice(0, 10);
const mug = { item: 'mug', category: [], quantity: 1, price: 500 };

describe('the figures over HTTP', () => {
  it('[N8] the people behind a step are as many as the funnel lost there, whatever hours and devices they came in', async () => {
    const shop = freshSite('behind');
    await makeSite(shop, { time_zone: 'UTC' });
    const hour = 3_600_000;
    const did = (person: string, device: string, time: number, name: string) =>
      events(shop, device, person, [shopEvent(1, time, name, { items: [mug] })]);
    await deliver([
      // Looked early and late, and put into the cart in between on another device: not lost.
      did('ann', 'phone', now - 5 * hour, 'view_item'),
      did('ann', 'tablet', now - 3 * hour, 'add_to_cart'),
      did('ann', 'desktop', now - hour, 'view_item'),
      did('bob', 'b1', now - 4 * hour, 'add_to_cart'),
      did('bob', 'b2', now - 2 * hour, 'view_item'),
      // Looked twice and no more.
      did('cem', 'c1', now - 5 * hour, 'view_item'),
      did('cem', 'c2', now - hour, 'view_item'),
      // Never looked.
      did('dan', 'd', now - hour, 'add_to_cart'),
    ]);
    const window = `from=${now - 6 * hour}&to=${now + 1}`;
    const { funnel } = await asAdmin<FiguresAnswer>('GET', `/sites/${shop}/insight/figures?${window}`);
    expect(funnel.map(({ people }) => people)).toEqual([3, 2, 0, 0]);
    const behind = async (query: string) =>
      (await asAdmin<PeopleBehindAnswer>('GET', `/sites/${shop}/insight/people?${window}&${query}`)).people;
    expect(await behind('reached=view&missed=cart')).toMatchObject([{ person: 'cem', devices: 2, reached: ['view'] }]);
    const carted = await behind('reached=view,cart&missed=checkout');
    expect(carted.map(({ person }) => person).sort()).toEqual(['ann', 'bob']);
    expect(carted.find(({ person }) => person === 'ann')).toMatchObject({ devices: 3, reached: ['view', 'cart'] });
  });

  it('[T6] names that every object answers to are names like any other: they are counted, and reach nothing else', async () => {
    const shop = freshSite('prototype');
    await makeSite(shop, { time_zone: 'UTC' });
    await makeSite(`${shop}-page`);
    const names = Object.getOwnPropertyNames(Object.prototype);
    expect(names).toContain('__proto__');
    const told = names.map((name, i) =>
      events(
        shop,
        `device-${i}`,
        `person-${i}`,
        [
          shopEvent(1, now - 3_000, 'page_view', { page: `https://shop.example/${name}` }),
          shopEvent(2, now - 2_000, /^[a-z]/i.test(name) ? name : 'custom', { items: [{ ...mug, item: name }] }),
          shopEvent(3, now - 1_500, 'view_item_list', {
            items: [mug],
            list: name,
            params: { edgewise_arms: `${name}=${name}` },
          }),
          shopEvent(4, now - 1_000, 'purchase', { transactionId: name, currency: 'EUR', value: 500, items: [mug] }),
        ],
        { facets: { source: name, medium: name, campaign: name } },
      ),
    );
    expect(await deliver(told)).toBe(0);
    // Through the page's route and the Person as well, from devices of such names.
    for (const device of names.filter((name) => name.length >= 11)) {
      const list = names.map((name, i) => ({
        n: i + 1,
        t: now,
        name: /^[a-z]/i.test(name) ? name : 'custom',
        params: { items: [{ item_id: name, quantity: 1 }], search_term: name, item_list_id: name },
      }));
      const { ack, refused } = await collect(personBatch(`${shop}-page`, device, list));
      expect([ack, refused]).toEqual([names.length, undefined]);
    }
    const path = `/sites/${shop}/insight`;
    const live = await asAdmin<LiveNow>('GET', `${path}/now`);
    // Values are compared in a map: the test shall not stumble where the worker might.
    const sources = new Map(Object.entries(live.by.source!));
    expect([...sources.keys()].sort()).toEqual([...names].sort());
    for (const name of names) expect(sources.get(name), name).toMatchObject({ events: 4, views: 1, orders: 1 });
    expect(new Map(Object.entries(live.visitorsBy.source!))).toEqual(new Map(names.map((name) => [name, 1])));
    const window = `from=${now - 3_600_000}&to=${now + 1}&by=source`;
    const { by, figures } = await asAdmin<FiguresAnswer>('GET', `${path}/figures?${window}`);
    expect(figures).toMatchObject({
      visitors: names.length,
      orders: names.length,
      revenue: { EUR: names.length * 500 },
    });
    expect(by!.map(({ value }) => value).sort()).toEqual([...names].sort());
    for (const row of by!) expect(row, row.value).toMatchObject({ visitors: 1, orders: 1, new_buyers: 1 });
    for (const other of ['/setup', '/health', '/privacy']) await asAdmin('GET', `/sites/${shop}${other}`);
    expect([({} as Record<string, unknown>).events, (Object as unknown as Record<string, unknown>).events]).toEqual([
      undefined,
      undefined,
    ]);
    expect(Object.isExtensible(Object.prototype)).toBe(false);
  });

  it('answers figures, breakdowns, comparisons, people, costs and the lake', async () => {
    await makeSite(site, { time_zone: 'UTC' });
    const visit = (device: string, source: string, name: string) =>
      events(
        site,
        device,
        `of-${device}`,
        [
          shopEvent(1, now - 2_000, 'page_view', { page: 'https://shop.example/' }),
          shopEvent(2, now - 1_000, name, {
            items: [mug],
            ...(name === 'purchase' && { transactionId: device, currency: 'EUR', value: 500 }),
          }),
        ],
        { facets: { source } },
      );
    await deliver([
      visit('a', 'google', 'purchase'),
      visit('b', 'google', 'add_to_cart'),
      visit('c', 'mail', 'view_item'),
    ]);
    await asAdmin(
      'PUT',
      `/sites/${site}/insight/costs`,
      JSON.stringify({ costs: [{ day, source: 'google', cost: '2.50' }] }),
    );
    const path = `/sites/${site}/insight`;
    const all = await asAdmin<FiguresAnswer>(
      'GET',
      `${path}/figures?from=${now - 3_600_000}&to=${now + 1}&by=source&compare=before`,
    );
    expect(all.figures).toMatchObject({
      visitors: 3,
      orders: 1,
      conversion_rate: 1 / 3,
      revenue: { EUR: 500 },
      cpa: { EUR: 250 },
      cac: { EUR: 250 },
    });
    expect(all.by).toEqual([
      expect.objectContaining({ value: 'google', visitors: 2, ordered: 1, revenue: { EUR: 500 }, cpa: { EUR: 250 } }),
      expect.objectContaining({ value: 'mail', visitors: 1, ordered: 0, cpa: {} }),
    ]);
    expect(all.compared).toMatchObject({ figures: { visitors: 0, conversion_rate: null } });
    const mail = await asAdmin<FiguresAnswer>(
      'GET',
      `${path}/figures?from=${now - 3_600_000}&to=${now + 1}&source=mail`,
    );
    expect(mail.sums).toMatchObject({ visitors: 1, funnel: [1, 0, 0, 0], orders: {}, costs: {}, counts: { views: 1 } });
    const { people } = await asAdmin<{ people: object[] }>(
      'GET',
      `${path}/people?reached=cart&missed=order&to=${now + 1}`,
    );
    expect(people).toMatchObject([{ person: 'of-b', reached: ['cart'] }]);
    const { cohorts } = await asAdmin<{ cohorts: object[] }>('GET', `${path}/cohorts`);
    expect(cohorts).toMatchObject([{ month: day.slice(0, 7), buyers: 1 }]);
    const { figures } = await asAdmin<{ figures: { id: string }[] }>('GET', `${path}/definitions`);
    expect(figures.map(({ id }) => id).sort()).toEqual(Object.keys(all.figures).sort());
    const { objects } = await asAdmin<{ objects: { name: string }[] }>('GET', `/sites/${site}/lake`);
    expect(objects).toHaveLength(3);
    const one = await send(
      adminRequest('GET', `/sites/${site}/lake/object?name=${encodeURIComponent(objects[0]!.name)}`),
    );
    const text = await new Response(one.body!.pipeThrough(new DecompressionStream('gzip'))).text();
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { n: number }).n),
    ).toEqual([1, 2]);
  });

  it.each([
    `/sites/${site}/insight/figures?from=5&to=4`,
    `/sites/${site}/insight/figures?from=0`,
    `/sites/${site}/insight/figures?by=secrets`,
    `/sites/${site}/insight/people?reached=everything`,
    `/sites/${site}/insight/series?metrics=a%27b`,
    `/sites/${site}/lake/object?name=..%2F..%2Fmodel`,
  ])('refuses %s', async (path) => expect((await send(adminRequest('GET', path))).status).toBe(400));

  it('is for staff alone, and of sites that exist', async () => {
    const open = await send(new Request(`https://edge.example/admin/v1/sites/${site}/insight/now`));
    expect(open.status).toBe(401);
    expect((await send(adminRequest('GET', '/sites/nobody/insight/now'))).status).toBe(404);
  });
});

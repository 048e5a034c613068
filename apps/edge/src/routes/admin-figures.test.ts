/** Figures that a marketer acts on, over HTTP, each beside a case computed by hand. */
import { describe, expect, it } from 'vitest';
import { resultsOf } from '../objects/names.ts';
import type { FiguresAnswer } from '../read-figures.ts';
import { adminRequest, asAdmin, freshSite, makeSite, send, testEnv } from '../testing/client.ts';
import { deliver, events, shopEvent } from '../testing/insight.ts';

const now = Date.now();
const day = new Date(now).toISOString().slice(0, 10);
const HOUR_MS = 3_600_000;
const period = `from=${now - 20 * HOUR_MS}&to=${now + 1}`;

let n = 0;

/** A visit that ends as it is told. */
const visit = (site: string, device: string, source: string, at: number, order?: number, mobile = false) =>
  events(
    site,
    device,
    `of-${device}`,
    [
      shopEvent(++n, at, 'page_view', { page: 'https://shop.example/' }),
      ...(order === undefined
        ? []
        : [
            shopEvent(++n, at + 1, 'purchase', {
              transactionId: `${device}.${at}`,
              currency: 'EUR',
              value: order,
            }),
          ]),
    ],
    { facets: { source, device_class: mobile ? 'mobile' : 'desktop' } },
  );

describe('figures by source', () => {
  const site = 'by-source';
  const figures = (query: string) => asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?${period}&${query}`);

  it('[N20] what each brings and costs, a new buyer at the source of their first order; compared with a period before', async () => {
    await makeSite(site, { time_zone: 'UTC' });
    const [then, lately] = [now - 30 * HOUR_MS, now - HOUR_MS];
    await deliver([
      // Ann is no new buyer: she ordered the day before, after a mail.
      visit(site, 'ann', 'mail', then, 1_000),
      visit(site, 'ann', 'google', lately, 3_000),
      visit(site, 'bob', 'google', lately, 5_000, true),
      visit(site, 'cem', 'google', lately),
      visit(site, 'dan', 'google', lately),
      visit(site, 'eve', 'mail', lately, 2_000),
    ]);
    const table = `day,source,campaign,cost\n${day},google,spring,20\n${day},mail,news,5\n${day},poster,,7.5\n`;
    const put = await send(
      adminRequest('PUT', `/sites/${site}/insight/costs`, table, { 'content-type': 'text/csv; charset=utf-8' }),
    );
    expect(await put.json()).toEqual({ accepted: 3 });

    // Costs are of a whole day: the period before ends on an earlier one, whatever the hour.
    const all = await figures(`by=source&compare=${now - 40 * HOUR_MS},${now - 25 * HOUR_MS}`);
    const row = (value: string) => all.by!.find((one) => one.value === value);
    expect(row('google')).toMatchObject({
      visitors: 4,
      ordered: 2,
      conversion_rate: 0.5,
      orders: 2,
      revenue: { EUR: 8_000 },
      aov: { EUR: 4_000 },
      revenue_per_visitor: { EUR: 2_000 },
      new_buyers: 1,
      cost: { EUR: 2_000 },
      cpa: { EUR: 1_000 },
      cac: { EUR: 2_000 },
    });
    expect(row('mail')).toMatchObject({ visitors: 1, new_buyers: 1, cpa: { EUR: 500 }, cac: { EUR: 500 } });
    // Nobody came from it, and it cost.
    expect(row('poster')).toMatchObject({ visitors: 0, conversion_rate: null, cost: { EUR: 750 }, cpa: { EUR: null } });
    expect(all.compared?.by).toMatchObject([{ value: 'mail', visitors: 1, revenue: { EUR: 1_000 } }]);
    expect(all.compared?.funnel).toHaveLength(4);

    const google = await figures('source=google&by=device_class');
    expect(google.figures).toMatchObject({ orders: 2, cac: { EUR: 2_000 }, repeat_rate: 0.5, orders_with_click: 0 });
    expect(google.sums).toMatchObject({ ordersOfPeople: 2, buyers: { buyers: 2, newBuyers: 1, repeatBuyers: 1 } });
    expect(google.by!.map(({ value, orders, new_buyers, counts }) => [value, orders, new_buyers, counts])).toEqual([
      ['desktop', 1, 0, {}],
      ['mobile', 1, 1, {}],
    ]);
  });

  it('[N16] 30 days are compared with all people of the 30 before; of a time that is gone nobody is half counted', async () => {
    const site = freshSite('long-ago');
    await makeSite(site, { time_zone: 'UTC' });
    const DAY_MS = 24 * HOUR_MS;
    await deliver([
      visit(site, 'ann', 'mail', now - HOUR_MS, 1_000),
      visit(site, 'bob', 'mail', now - 58 * DAY_MS, 500),
    ]);
    const asked = (from: number, query = '') =>
      asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?from=${from}&to=${now + 1}&by=source${query}`);
    const month = await asked(now - 30 * DAY_MS, '&compare=before');
    expect(month.figures).toMatchObject({ visitors: 1, conversion_rate: 1, orders: 1 });
    expect(month.compared!.figures).toMatchObject({ visitors: 1, conversion_rate: 1, orders: 1 });
    expect(month.people_since).toBeLessThan(now - 60 * DAY_MS);
    const quarter = await asked(now - 90 * DAY_MS);
    expect(quarter.figures).toMatchObject({
      visitors: null,
      visits: null,
      conversion_rate: null,
      funnel_completion: null,
      bounce_rate: null,
      revenue_per_visitor: { EUR: null },
      orders: 2,
      revenue: { EUR: 1_500 },
      aov: { EUR: 750 },
    });
    expect(quarter.by).toMatchObject([{ value: 'mail', visitors: null, conversion_rate: null, orders: 2 }]);
    expect(quarter.funnel.map(({ people }) => people)).toEqual([null, null, null, null]);
  });

  it('a table with a wrong line changes nothing and says which', async () => {
    const before = await asAdmin<{ costs: object[] }>('GET', `/sites/${site}/insight/costs`);
    const table = `day,source,cost\n${day},google,1\nyesterday,google,2\n`;
    const put = await send(adminRequest('PUT', `/sites/${site}/insight/costs`, table, { 'content-type': 'text/csv' }));
    expect(put.status).toBe(400);
    expect(await put.json()).toMatchObject({
      error: { message: "line 3: day: got 'yesterday', expected YYYY-MM-DD" },
      faults: [{ line: 3, message: "day: got 'yesterday', expected YYYY-MM-DD" }],
    });
    expect(await asAdmin('GET', `/sites/${site}/insight/costs`)).toEqual(before);
  });
});

describe('lift over the holdout', () => {
  const site = 'held-out';

  it('[N19] [X10] of people by their first exposure in the period, with its interval; none with a filter', async () => {
    await makeSite(site, { time_zone: 'UTC' });
    const lately = now - HOUR_MS;
    const person = (i: number, arm: string, orders: number, time = lately) => ({
      v: 1 as const,
      kind: 'outcome' as const,
      site,
      person: `p${i}.${arm}.${time}`,
      revision: 1,
      currency: 'EUR',
      received: now,
      outcomes: [
        {
          experiment: 'holdout',
          arm,
          time,
          crossed: false,
          orders,
          revenue: orders * 1_000,
          verified: 0,
          before: 0,
          clicks: 0,
          byClick: orders * 200,
          byView: orders * 500,
        },
      ],
    });
    // 1 of 4 held ones ordered, and 30 of 60 of the others; who was exposed earlier is of another period.
    const people = [
      ...Array.from({ length: 4 }, (_, i) => person(i, 'held', i === 0 ? 1 : 0)),
      ...Array.from({ length: 60 }, (_, i) => person(i, 'shown', i < 30 ? 1 : 0)),
      person(0, 'held', 1, now - 30 * HOUR_MS),
    ];
    await resultsOf(testEnv, site).add(site, people, []);
    const answer = await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?${period}`);
    expect(answer.figures.lift_conversion).toBeCloseTo(1, 10);
    expect(answer.lift).toMatchObject({
      experiment: 'holdout',
      arms: [
        { arm: 'held', people: 4, ordered: 1, revenue: 1_000, by_click: 200, by_view: 500 },
        { arm: 'shown', people: 60, ordered: 30, revenue: 30_000, by_click: 6_000, by_view: 15_000 },
      ],
      windows_days: { conversion: 30, last_click: 7, any_view: 1 },
      broken: false,
    });
    // [X13] beside it: of 310.00 that both groups paid, 62.00 and 155.00.
    expect(answer.figures).toMatchObject({ last_click_share: 0.2, any_view_share: 0.5 });
    const { conversion } = answer.lift!;
    if (typeof conversion === 'string') throw new Error(conversion);
    expect(conversion.estimate).toBeCloseTo(1, 10);
    // Four people are far too few to say anything.
    expect(conversion.from === null || conversion.from < 0).toBe(true);
    const filtered = await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?${period}&source=google`);
    expect(filtered.lift).toBeUndefined();
    expect(filtered.figures).toMatchObject({ lift_conversion: null, last_click_share: null, any_view_share: null });
  });
});

describe('shelves', () => {
  const site = 'shelves';
  const at = now - HOUR_MS;
  const DAY_MS = 24 * HOUR_MS;
  const item = (id: string) => ({ item: id, category: [], quantity: 1 });
  const seen = (time: number, list: string) => shopEvent(++n, time, 'view_item_list', { list, items: [item('mug')] });
  const click = (time: number, list: string, id: string) =>
    shopEvent(++n, time, 'select_item', { list, items: [item(id)], ...(list === 'all' && { ownList: true }) });
  const bought = (time: number, order: string, ...ids: string[]) =>
    shopEvent(++n, time, 'purchase', { transactionId: order, currency: 'EUR', value: 100, items: ids.map(item) });
  const of = (person: string, ...list: ReturnType<typeof click>[]) => events(site, `device-${person}`, person, list);

  it('[N21] click-through, orders after a shelf click, and what was bought from which shelf, as counted by hand', async () => {
    await makeSite(site, { time_zone: 'UTC' });
    await deliver([
      // Ann clicks the mug on two shelves: the last one sold it. Nobody clicked the cup.
      of('ann', seen(at, 'home'), seen(at, 'similar'), click(at + 1, 'home', 'mug'), click(at + 2, 'similar', 'mug')),
      of('ann', bought(at + 3, 'A', 'mug', 'cup')),
      // Bob's last click on the pot was in the shop's own list. He had clicked a shelf all the same.
      of(
        'bob',
        seen(at, 'home'),
        click(at + 1, 'home', 'pot'),
        click(at + 2, 'all', 'pot'),
        bought(at + 3, 'B', 'pot'),
      ),
      of('cem', click(at, 'all', 'mug'), bought(at + 1, 'C', 'mug')),
      // Seven days to the millisecond, and one more.
      of('dan', click(at - 7 * DAY_MS, 'home', 'cup'), bought(at, 'D', 'cup')),
      of('eve', click(at - 7 * DAY_MS - 1, 'home', 'cup'), bought(at, 'E', 'cup')),
      // Fay clicks when she has ordered, before the shop's backend has said so.
      of('fay', seen(at, 'home'), bought(at + 1, 'F', 'mug'), click(at + 2, 'home', 'mug')),
      events(site, 'server.device-fay', 'fay', [bought(at + 9, 'F', 'mug')], { source: 'server' }),
    ]);
    const answer = await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?${period}&by=list`);
    // Four times seen, four clicks on shelves; three of six orders after one.
    expect(answer.sums).toMatchObject({ ordersWithClick: 3, ordersOfPeople: 6 });
    expect(answer.sums.counts).toMatchObject({ list_views: 4, list_clicks: 4, own_list_clicks: 2 });
    expect(answer.figures).toMatchObject({ shelf_ctr: 1, orders_with_click: 0.5 });
    expect(answer.by!.map(({ value, ctr, counts }) => [value, ctr, counts]).sort()).toEqual([
      ['home', 1, { list_views: 3, list_clicks: 3, bought_after_click: 1 }],
      ['similar', 1, { list_views: 1, list_clicks: 1, bought_after_click: 1 }],
    ]);
  });
});

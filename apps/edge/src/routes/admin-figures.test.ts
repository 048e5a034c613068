/** Figures that a marketer acts on, over HTTP, each beside a case computed by hand. */
import { describe, expect, it } from 'vitest';
import { resultsOf } from '../objects/names.ts';
import type { FiguresAnswer } from '../read-figures.ts';
import { adminRequest, asAdmin, makeSite, send, testEnv } from '../testing/client.ts';
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

    const all = await figures(`by=source&compare=${now - 40 * HOUR_MS},${now - 20 * HOUR_MS}`);
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
          byClick: 0,
          byView: 0,
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
        { arm: 'held', people: 4, ordered: 1, revenue: 1_000 },
        { arm: 'shown', people: 60, ordered: 30, revenue: 30_000 },
      ],
      broken: false,
    });
    const { conversion } = answer.lift!;
    if (typeof conversion === 'string') throw new Error(conversion);
    expect(conversion.estimate).toBeCloseTo(1, 10);
    // Four people are far too few to say anything.
    expect(conversion.from === null || conversion.from < 0).toBe(true);
    const filtered = await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?${period}&source=google`);
    expect(filtered.lift).toBeUndefined();
    expect(filtered.figures.lift_conversion).toBeNull();
  });
});

import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { momentOf } from '@edgewise/core/plan/local-time';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { describe, expect, it, vi } from 'vitest';
import { forgetSites } from '../site-view.ts';
import {
  adminRequest,
  asAdmin,
  collect,
  makeShop,
  ndjson,
  ORIGIN,
  personBatch,
  send,
  widgets,
  widgetsBody,
} from '../testing/client.ts';

const { version: _, ...START } = DEFAULT_PLAN;
const CARDS =
  '<ol>{% for item in items %}<li><a data-item="{{ item.id }}" href={{ item.url }} title={{ item.title }}>{{ item.title }}</a></li>{% endfor %}</ol>';

const planOf = (liquid: string, home: object = {}): PlanDocument => ({
  ...structuredClone(START),
  placements: START.placements.map((placement) =>
    placement.id === 'home' ? { ...placement, liquid: 'mine', ...home } : placement,
  ),
  templates: [{ id: 'mine', liquid }],
});
const put = async (site: string, plan: unknown) =>
  (await send(adminRequest('PUT', `/sites/${site}/plan/draft?why=a+test`, JSON.stringify(plan)))).json() as Promise<{
    valid: boolean;
    mistakes: { path: string; message: string }[];
    warnings: unknown[];
  }>;
const publish = async (site: string, plan: PlanDocument) => {
  expect(await put(site, plan)).toMatchObject({ mistakes: [] });
  await asAdmin('POST', `/sites/${site}/plan/publish`, JSON.stringify({ why: 'a test' }));
  forgetSites();
};

describe('a shop’s own template', () => {
  it('[L30] [L31] renders the shelf, its items are the shelf’s, and a hostile feed stays text', async () => {
    await makeShop('own');
    const title = '"><script>alert(1)</script>{{ 1 }} onmouseover=alert(1)';
    const row = { item_id: 'p0', title, link: `${ORIGIN}/p/0`, price: 5, currency: 'EUR' };
    await asAdmin('POST', '/sites/own/catalogue', ndjson([row]));
    await publish('own', { ...planOf(CARDS), rules: [{ id: 'first', effect: { do: 'pin', item: 'p0', slot: 1 } }] });
    const { shelves, plan } = await widgets(
      widgetsBody('own', {
        placements: [
          { id: 'home', count: 4 },
          { id: 'trending', count: 4 },
        ],
      }),
    );
    const [home, trending] = shelves;
    expect(plan).toBe('p1');
    expect(home!.html).toMatch(
      /^<section part="shelf" data-arms="[^"]*" lang="en" aria-label="Picked for you"><ol><li><a /,
    );
    expect(home!.html).not.toMatch(/<script| onmouseover="/);
    expect(home!.html).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 1 }} onmouseover=alert(1)"');
    expect(home!.items.map(({ item_id }) => item_id)).toEqual(
      [...home!.html.matchAll(/data-item="([^"]+)"/g)].map((found) => found[1]),
    );
    expect(home!.items).toHaveLength(4);
    expect(trending!.html).toContain('part="card"');
  });

  it('[L33] [L34] that loops without end is refused as a draft, and where it fails on a page the built-in one stands in its place and the log says so', async () => {
    await makeShop('loops');
    const endless = await put('loops', planOf('{% for i in (1..1000000000) %}x{% endfor %}'));
    expect(endless.valid).toBe(false);
    expect(endless.mistakes).toMatchObject([
      { path: '$.templates[0].liquid', message: expect.stringContaining('line 1') },
    ]);
    // Nothing that a template is tried with is called so: what passes the check may fail on a page.
    const late =
      '{% for item in items %}{% if item.title contains "number" %}{% for i in (1..1000000000) %}x{% endfor %}{% endif %}{% endfor %}';
    await publish('loops', planOf(late));
    for (let turn = 0; turn < 5; turn++) {
      const { shelves } = await widgets(widgetsBody('loops'));
      expect(shelves[0]!.html).toContain('<ul part="list" role="list" class="grid"');
      expect(shelves[0]!.items.length).toBeGreaterThan(0);
    }
    forgetSites();
    await widgets(widgetsBody('loops'));
    await vi.waitFor(async () => {
      const log = JSON.stringify(await asAdmin('GET', '/sites/loops/plan/log'));
      expect(log.match(/plan\.template_failed/g)).toHaveLength(1);
      expect(log).toContain('mine');
    });
  });

  it('[L30] is shown by a preview link before it is published', async () => {
    await makeShop('seen');
    await put('seen', planOf(CARDS));
    const { token } = await asAdmin<{ token: string }>('POST', '/sites/seen/plan/preview', '{"minutes": 5}');
    const preview = widgetsBody('seen', {
      preview: token,
      consent: { tier: 'session' },
      visit: 'a-visit-of-the-tests',
    });
    expect((await widgets(preview)).shelves[0]!.html).toContain('<ol><li>');
    expect((await widgets(widgetsBody('seen'))).shelves[0]!.html).toContain('class="grid"');
  });
});

describe('built-in templates', () => {
  it('[L35] a banner says its end by the shop’s clock, and is gone when it is over', async () => {
    await makeShop('ends');
    const inAnHour = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 19);
    const banner = { ...START.placements[0]!, template: 'banner' as const };
    await publish('ends', {
      ...START,
      placements: [
        { ...banner, id: 'soon', ends: inAnHour },
        { ...banner, id: 'over', ends: '2020-01-01T00:00' },
      ],
    });
    const { shelves } = await widgets(widgetsBody('ends', { placements: [{ id: 'soon' }, { id: 'over' }] }));
    expect(shelves[0]!.html).toContain(`data-ends="${momentOf(inAnHour, 'Europe/Bucharest')}"`);
    expect(shelves[0]!.items).toHaveLength(1);
    expect(shelves[1]).toMatchObject({ html: '', items: [] });
  });

  it('[L35] a banner says how many are left while that is what the catalogue says and nobody has ordered since', async () => {
    await makeShop('left');
    const row = (quantity: number) =>
      ndjson([{ item_id: 'p1', title: 'Mug', link: `${ORIGIN}/p/1`, price: 5, currency: 'EUR', quantity }]);
    const banner = { ...START.placements[0]!, id: 'b', template: 'banner' as const };
    await asAdmin('POST', '/sites/left/catalogue', row(3));
    await publish('left', {
      ...START,
      placements: [banner],
      rules: [{ id: 'first', effect: { do: 'pin', item: 'p1', slot: 1 } }],
    });
    const left = async () => {
      forgetSites();
      const [shelf] = (await widgets(widgetsBody('left', { placements: [{ id: 'b' }] }))).shelves;
      expect(shelf!.items[0]!.item_id).toBe('p1');
      return /part="stock">([^<]*)</.exec(shelf!.html)?.[1];
    };
    expect(await left()).toBe('Only 3 left');
    // What came is not published: three are not left any more, and shelves do not know of two.
    await asAdmin('POST', '/sites/left/catalogue?publish=0', row(2));
    expect(await left()).toBeUndefined();
    await asAdmin('POST', '/sites/left/catalogue', row(2));
    expect(await left()).toBe('Only 2 left');

    const order = { transaction_id: 'T1', value: 5, items: [{ item_id: 'p1', price: 5 }] };
    await collect(personBatch('left', 'device-of-a-buyer', [{ n: 1, t: Date.now(), name: 'purchase', params: order }]));
    await vi.waitFor(async () => expect(await left()).toBeUndefined(), { timeout: 30_000 });
    await asAdmin('POST', '/sites/left/catalogue', row(1));
    expect(await left()).toBe('Only 1 left');
  });

  it('[L36] content takes no product from the shelves beside it, and needs no strategy', async () => {
    await makeShop('content');
    const [home] = START.placements;
    const content = [{ title: { en: 'Mugs', ro: 'Căni' }, url: '/c/mugs' }];
    await publish('content', {
      ...START,
      placements: [{ ...home!, id: 'tiles', template: 'categories', strategies: [], content }, home!],
    });
    const context = { page_location: `${ORIGIN}/`, language: 'ro' };
    const { shelves } = await widgets(
      widgetsBody('content', { context, placements: [{ id: 'tiles' }, { id: 'home' }] }),
    );
    expect(shelves[0]).toMatchObject({ items: [], html: expect.stringContaining('href="/c/mugs"') });
    expect(shelves[0]!.html).toContain('Căni');
    expect(shelves[1]!.items.length).toBe(8);
  });
});

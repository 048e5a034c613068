import { describe, expect, it } from 'vitest';
import { catalogueOf, NOW, productOf, ToldModel, viewsOf } from '../recommend/shop.testkit.ts';
import type { PlanDocument, PlanRule } from './plan.ts';
import { simulate } from './simulate.ts';

const IDS = ['seen', ...Array.from({ length: 12 }, (_, i) => `p${i}`)];
/** p0 and p1 of one brand, p2 with a single piece, p3 dearer than what is looked at; yen, which have no smaller unit. */
const catalogue = catalogueOf(
  IDS.map((id) =>
    productOf(id, {
      offers: { jp: { url: 'https://shop.example/', price: id === 'p3' ? 900 : 300, currency: 'JPY' } },
      ...(['p0', 'p1'].includes(id) && { brand: 'acme' }),
      ...(id === 'p2' && { stock: 1 }),
    }),
  ),
);
const model = new ToldModel({ predict: IDS.slice(1), trending: IDS.slice(1) });
const shop = { model, catalogue, market: 'jp', timeZone: 'UTC' };
const plan = (...rules: PlanRule[]): PlanDocument => ({
  v: 1,
  placements: [{ id: 'shelf', title: { en: 'x' }, strategies: ['session-knn'], count: 4, template: 'grid' }],
  rules,
});
const session = viewsOf('seen', 'p9').map((one) => ({ ...one, time: NOW }));
const tried = (...rules: PlanRule[]) => simulate([session], shop, plan(), plan(...rules)).shelves[0]!.after;

describe('simulation', () => {
  it('a rule of any kind that keeps cards off moves those that stand in their place', () => {
    expect(tried().moved_by_rules).toBe(0);
    const effects: [string, PlanRule['effect'], number][] = [
      ['exclude', { do: 'exclude', what: { items: ['p0', 'p1'] } }, 2],
      ['include', { do: 'include', what: { items: IDS.slice(3) } }, 2],
      ['cap', { do: 'cap', by: 'brand', most: 1 }, 1],
      ['stock', { do: 'stock', least: 2 }, 1],
      ['price', { do: 'price', than: 'cheaper', to: 1 }, 1],
      ['pin', { do: 'pin', item: 'p8', slot: 1 }, 1],
      ['bury', { do: 'bury', what: { items: ['p0'] }, by: 100 }, 1],
    ];
    for (const [id, effect, products] of effects) {
      const { moved_by, moved_by_rules } = tried({ id, effect });
      expect([id, moved_by[id], moved_by_rules]).toEqual([id, products / 4, products / 4]);
    }
    // Nothing stands in their place: of four places two are empty by the rule.
    const two = tried({ id: 'two', effect: { do: 'include', what: { items: ['p0', 'p1'] } } });
    expect(two).toMatchObject({ cards: 2, moved_by: { two: 2 / 4 }, moved_by_rules: 2 / 4 });
    // Lifted from the eleventh place; one that is first already moves nowhere.
    const boost = (item: string) => tried({ id: 'b', effect: { do: 'boost', what: { items: [item] }, by: 500 } });
    expect(boost('p8').moved_by).toEqual({ b: 1 / 4 });
    expect(boost('p0')).toMatchObject({ moved_by: { b: 0 }, moved_by_rules: 0 });
  });

  it('names every rule that may reach the shelf, says the currency, and who is assumed', () => {
    const idle: PlanRule = { id: 'idle', effect: { do: 'exclude', what: { items: ['nothing'] } } };
    const elsewhere: PlanRule = { ...idle, id: 'elsewhere', placements: ['cart'] };
    const off: PlanRule = { ...idle, id: 'off', off: true, when: { country: 'RO' } };
    const vip: PlanRule = {
      id: 'vip',
      when: { $or: [{ 'person.segments': { $in: ['vip'] } }, { 'person.views': { $gt: 90 } }] },
      effect: { do: 'pin', item: 'p8', slot: 1 },
    };
    const draft = plan(idle, elsewhere, off, vip);
    const report = simulate([session], shop, plan(), draft);
    expect(report.shelves[0]!.after.moved_by).toEqual({ idle: 0, vip: 0 });
    expect(report).toMatchObject({
      currency: 'JPY',
      visitor: { tier: 'person', segments: [] },
      assuming: [{ rule: 'vip', asks: ['person.segments'] }],
    });
    expect(report.shelves[0]!.after.mean_price).toBe((300 * 3 + 900) / 4);
    const known = { ...report.visitor, segments: ['vip'] };
    const asVip = simulate([session], shop, plan(), draft, undefined, known);
    expect(asVip.shelves[0]!.after.moved_by).toEqual({ idle: 0, vip: 1 / 4 });
  });
});

import { describe, expect, it } from 'vitest';
import type { ExplainAnswer } from '../explain-page.ts';
import type { PersonAnswer } from '../read-person.ts';
import { adminRequest, asAdmin, makeShop, send } from '../testing/client.ts';
import { homeOf, makeIdentitySite, newDevice, tokenOf } from '../testing/identity.ts';

const find = (site: string, query: string) => asAdmin<PersonAnswer>('GET', `/sites/${site}/people?${query}`);

describe('a person for the staff', () => {
  it('has what their devices did together, oldest first, the segments they are in, and why they are one', async () => {
    const site = 'people-together';
    await makeIdentitySite(site);
    await asAdmin(
      'PUT',
      `/sites/${site}/segments`,
      JSON.stringify({ segments: [{ id: 'two', name: 'Looked at two', when: { 'viewed.count': { $gte: 2 } } }] }),
    );
    const [phone, laptop] = [newDevice(site, 'device-phone-people'), newDevice(site, 'device-laptop-people')];
    await phone.look(['A']);
    const token = await tokenOf(site, 'ann');
    await phone.claim({ token });
    await laptop.claim({ token }, ['B']);
    const { together, joined, titles } = await find(site, 'user_id=ann');
    expect(together.history.map(({ item, kind, device }) => [item, kind, device])).toEqual([
      ['A', 'view', phone.id],
      ['B', 'view', laptop.id],
    ]);
    expect(together.consent.tier).toBe('person');
    expect(together.segments).toEqual([{ id: 'two', name: 'Looked at two' }]);
    expect(joined?.claims.map(({ verified, undone }) => ({ verified, undone }))).toEqual([
      { verified: true, undone: false },
      { verified: true, undone: false },
    ]);
    // There is no catalogue that could say.
    expect(titles).toEqual({});
  });

  it('is found by the id that figures name them by, also where all of it has moved to another', async () => {
    const site = 'people-by-id';
    await makeIdentitySite(site);
    const [phone, laptop] = [newDevice(site, 'device-phone-by-id'), newDevice(site, 'device-laptop-by-id')];
    await phone.look(['A']);
    await laptop.look(['B']);
    const homes = [await homeOf(site, phone.id), await homeOf(site, laptop.id)];
    expect((await find(site, `person=${homes[1]}`)).contributions.map(({ device }) => device)).toEqual([laptop.id]);
    const token = await tokenOf(site, 'ann');
    await phone.claim({ token });
    await laptop.claim({ token });
    for (const home of homes) {
      const found = await find(site, `person=${home}`);
      // Beside them what the backend says of the user.
      expect(found.contributions.map(({ device }) => device)).toEqual(expect.arrayContaining([laptop.id, phone.id]));
      expect(found.joined?.identifiers).toContainEqual({ kind: 'user_id', value: 'ann' });
    }
    for (const id of ['A'.repeat(22), 'x', '../shop', 'A'.repeat(23)]) {
      const answer = await send(adminRequest('GET', `/sites/${site}/people?person=${encodeURIComponent(id)}`));
      expect(answer.status, id).toBe(404);
    }
  });
});

describe('why this shelf', () => {
  it('names the items by their titles, and keeps to the arm that the person was shown first', async () => {
    const site = 'people-explained';
    await makeShop(site);
    const document = (await asAdmin<{ document: object }>('GET', `/sites/${site}/plan`)).document;
    const experiments = [
      { id: 'try', placements: ['trending'], arms: [{ id: 'as-is' }, { id: 'two', set: { count: 2 } }] },
    ];
    await asAdmin('PUT', `/sites/${site}/plan/draft`, JSON.stringify({ ...document, experiments }));
    const explain = (kept: unknown) =>
      asAdmin<ExplainAnswer>(
        'POST',
        `/sites/${site}/plan/explain`,
        JSON.stringify({ draft: true, placements: [{ id: 'trending' }], unit: 'a-unit', kept, segments: ['vip', 7] }),
      );
    for (const arm of ['as-is', 'two']) {
      const { arms, shelves, titles } = await explain({ try: arm, other: 7 });
      expect(arms.try).toBe(arm);
      const [first] = shelves[0]!.products;
      expect(titles[first!.item]).toMatch(/./);
    }
    // What is no list of arms says nothing.
    expect((await explain('as-is')).arms.try).toMatch(/^(as-is|two)$/);
  });
});

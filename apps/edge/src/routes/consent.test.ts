/** The right half of the table of tiers: what the server keeps, and what a shelf knows. */
import { assign } from '@edgewise/core/experiments/assign';
import { HELD, holdoutExperiment } from '@edgewise/core/experiments/deal';
import { prepare } from '@edgewise/core/experiments/experiment';
import type { Tier, WireEvent } from '@edgewise/protocol/events';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { directoryOf } from '../objects/names.ts';
import {
  adminRequest,
  collect,
  makeShop,
  personBatch,
  send,
  testEnv,
  view,
  widgets,
  widgetsBody,
} from '../testing/client.ts';

const SITE = 'tiers';
const WAIT = { timeout: 20_000, interval: 50 };

beforeAll(() => makeShop(SITE).then(() => undefined));

const holdout = prepare(holdoutExperiment());
/** An id of a device or a visit. One in twenty of either would be held out of what is tested here. */
function random(): string {
  const id = crypto.randomUUID().replaceAll('-', '');
  const isHeld = (unit: string) => assign(holdout, { unit, attributes: {} }).arm === HELD;
  return isHeld(id) || isHeld(`visit.${id}`) ? random() : id;
}

function anonymous(tier: Tier, events: unknown[], over: object = {}) {
  const { device: _, ...rest } = personBatch(SITE, 'nobody-0000-0000', events);
  return { ...rest, consent: { tier }, batch: random(), ...over };
}

/** What the shelf of recently viewed products shows. */
async function recentlyViewed(over: object): Promise<string[]> {
  const body = widgetsBody(SITE, { placements: [{ id: 'recently-viewed' }], ...over });
  return (await widgets(body)).shelves[0]!.items.map(({ item_id }) => item_id);
}

const seen = (item: string) => [{ item_id: item, name: 'view_item', t: Date.now() }];

const people = (device: string) => send(adminRequest('GET', `/sites/${SITE}/people?device=${device}`));

describe('tiers of consent, on the server', () => {
  it('contextual: no device, no visit, no history is even taken; a shelf knows the page', async () => {
    const answer = await collect(anonymous('contextual', [view(1, 'p2')]));
    expect(answer).toEqual({ v: 1 });
    for (const named of [{ visit: random() }, { device: random() }]) {
      await expect(collect(anonymous('contextual', [view(1, 'p2')], named))).rejects.toThrow(/40\d/);
    }
    for (const known of [{ visit: random() }, { seen: seen('p2') }, { device: random() }]) {
      await expect(recentlyViewed({ consent: { tier: 'contextual' }, ...known })).rejects.toThrow(/40\d/);
    }
    expect(await recentlyViewed({ consent: { tier: 'contextual' } })).not.toContain('p2');
  });

  it('session: no person; the shelf knows the whole visit, on a page that tells nothing of it, and no other visit', async () => {
    const visit = random();
    const [first, second] = [
      anonymous('session', [view(1, 'p2')], { visit }),
      anonymous('session', [view(1, 'p4')], { visit }),
    ];
    expect(await collect(first)).toEqual({ v: 1 });
    await collect(second);
    // A repeat changes nothing.
    await collect(first);
    const consent = { tier: 'session' };
    expect(await recentlyViewed({ consent, visit })).toEqual(['p4', 'p2']);
    expect(await recentlyViewed({ consent, visit, seen: seen('p6') })).toEqual(['p6', 'p4', 'p2']);
    expect(await recentlyViewed({ consent, visit: random() })).not.toContain('p2');
    expect(await recentlyViewed({ consent })).not.toContain('p2');
  });

  it('session: what is in the cart leaves it again, and what was bought is known', async () => {
    const visit = random();
    const said = (name: string, n: number) => ({ ...view(n, 'p2'), name }) as WireEvent;
    await collect(anonymous('session', [view(1, 'p2'), said('add_to_cart', 2)], { visit }));
    const consent = { tier: 'session' };
    const withCart = await recentlyViewed({ consent, visit });
    expect(withCart).not.toContain('p2');
    await collect(anonymous('session', [said('remove_from_cart', 1)], { visit }));
    expect(await recentlyViewed({ consent, visit })).toContain('p2');
  });

  it('device: personal shelves from the history that the browser sends, and no profile', async () => {
    const visit = random();
    expect(await collect(anonymous('device', [view(1, 'p2')], { visit }))).toEqual({ v: 1 });
    const consent = { tier: 'device' };
    expect(await recentlyViewed({ consent, visit, seen: seen('p8') })).toEqual(['p8']);
    expect(await recentlyViewed({ consent, visit })).not.toContain('p8');
    await expect(recentlyViewed({ consent, device: random() })).rejects.toThrow(/40\d/);
    await expect(collect({ ...personBatch(SITE, random(), []), consent })).rejects.toThrow(/40\d/);
  });

  it('person: a person, whom the shelf knows by the capsule', async () => {
    const device = random();
    const { capsule, route } = await collect(personBatch(SITE, device, [view(1, 'p2')]));
    expect((await people(device)).status).toBe(200);
    expect(await recentlyViewed({ consent: { tier: 'person' }, device, capsule, route })).toEqual(['p2']);
  });

  it.each(['contextual', 'session', 'device'] as const)(
    '[W17] withdrawn to %s: the person is gone, the last events too, and the id is refused from then on',
    async (withdrawn) => {
      const device = random();
      const { route, capsule } = await collect(personBatch(SITE, device, [view(1, 'p2')]));
      expect((await people(device)).status).toBe(200);
      const answer = await collect(personBatch(SITE, device, [view(2, 'p4')], { route, withdrawn }));
      expect(answer).toEqual({ v: 1, ack: 2, reset: true });
      await vi.waitFor(async () => expect((await people(device)).status).toBe(404), WAIT);
      expect(await directoryOf(testEnv, SITE, 'device', device).find('device', device)).toBeFalsy();
      // A beacon of before that comes late, and the withdrawal of another tab.
      expect(await collect(personBatch(SITE, device, [view(3, 'p6')], { route }))).toMatchObject({ reset: true });
      expect(await collect(personBatch(SITE, device, [], { route, withdrawn }))).toMatchObject({ reset: true });
      expect((await people(device)).status).toBe(404);
      expect(capsule).toBeTruthy();
    },
  );

  it('[W17] of a device that nobody knew: nothing is left of it, and nobody else is touched', async () => {
    const [device, other] = [random(), random()];
    await collect(personBatch(SITE, other, [view(1, 'p2')]));
    expect(await collect(personBatch(SITE, device, [view(1, 'p2')], { withdrawn: 'session' }))).toMatchObject({
      reset: true,
    });
    await vi.waitFor(async () => expect((await people(device)).status).toBe(404), WAIT);
    expect((await people(other)).status).toBe(200);
    await expect(collect(personBatch(SITE, random(), [], { withdrawn: 'person' }))).rejects.toThrow(/40\d/);
  });
});

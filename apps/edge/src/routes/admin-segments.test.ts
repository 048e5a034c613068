import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { describe, expect, it, vi } from 'vitest';
import type { SegmentsShareAnswer } from '../read-segments.ts';
import { forgetSites } from '../site-view.ts';
import { adminRequest, asAdmin, CATALOGUE, freshSite, ndjson, send, widgets, widgetsBody } from '../testing/client.ts';
import { ledger, makeIdentitySite, newDevice, tokenOf } from '../testing/identity.ts';
import type { SegmentsAnswer } from './admin-segments.ts';

const WAIT = { timeout: 30_000, interval: 100 };
const SEGMENTS = [
  { id: 'keen', name: 'Looked at three', when: { 'viewed.count': { $gte: 3 } } },
  { id: 'two-devices', name: 'On two devices', when: { devices: { $gte: 2 } } },
];
const put = (site: string, body: unknown, headers: HeadersInit = {}) =>
  send(adminRequest('PUT', `/sites/${site}/segments`, JSON.stringify(body), headers));

async function shopWithSegments(site: string): Promise<void> {
  await makeIdentitySite(site);
  await asAdmin('POST', `/sites/${site}/catalogue`, ndjson(CATALOGUE));
  expect((await put(site, { segments: SEGMENTS })).status).toBe(200);
  forgetSites();
}

const shares = async (site: string) =>
  (await asAdmin<SegmentsShareAnswer>('GET', `/sites/${site}/insight/segments`)).segments.map(
    ({ id, visitors, share }) => ({ id, visitors, share }),
  );

describe('segments of a shop', () => {
  it('[G1] are written whole, with every mistake named, and not over somebody else’s change', async () => {
    const site = freshSite('segment-api');
    await makeIdentitySite(site);
    const mistaken = await put(site, {
      segments: [
        { id: 'x', name: 'X', when: { age: 30, 'viewed.count': { $more: 1 } } },
        { id: 'x', name: 'Y', when: { known: true } },
      ],
    });
    expect(mistaken.status).toBe(400);
    const { error } = (await mistaken.json()) as { error: { message: string } };
    expect(error.message).toMatch(/segments\.0\.when\.age: .*known as 'age'/);
    expect(error.message).toMatch(/segments\.0\.when\.viewed\.count\.\$more/);
    expect(error.message).toMatch(/segments\.1\.id: 'x'/);
    const of = (count: number) => ({
      segments: Array.from({ length: count }, (_, i) => ({ id: `s${i}`, name: `S ${i}`, when: { devices: i } })),
    });
    expect((await put(site, of(20))).status).toBe(200);
    expect((await put(site, of(21))).status).toBe(400);
    const named = (length: number) => ({ segments: [{ id: 's'.repeat(length), name: 'S', when: { devices: 1 } }] });
    expect((await put(site, named(25))).status).toBe(400);
    expect((await put(site, named(24))).status).toBe(200);
    const { revision, segments } = await asAdmin<SegmentsAnswer>('GET', `/sites/${site}/segments`);
    expect(segments).toEqual(named(24).segments);
    expect((await put(site, of(1), { 'if-match': `"${revision - 1}"` })).status).toBe(412);
    expect((await put(site, of(1), { 'if-match': `"${revision}"` })).status).toBe(200);
  });

  it('[G2] [G3] a rule asks for them from the next request on; a merge and an erasure correct them', async () => {
    const site = freshSite('segment-rules');
    await shopWithSegments(site);
    const { version: _, ...start } = DEFAULT_PLAN;
    const rule = {
      id: 'for-two',
      when: { 'person.segments': { $in: ['two-devices'] } },
      effect: { do: 'pin', item: 'p9', slot: 1 },
    };
    await asAdmin('PUT', `/sites/${site}/plan/draft?why=a+test`, JSON.stringify({ ...start, rules: [rule] }));
    await asAdmin('POST', `/sites/${site}/plan/publish`, JSON.stringify({ why: 'a test' }));
    forgetSites();
    const [phone, laptop] = [newDevice(site, 'device-phone-0001'), newDevice(site, 'device-laptop-001')];
    const first = async ({ id, answer }: typeof phone) => {
      const { shelves } = await widgets(
        widgetsBody(site, { consent: { tier: 'person' }, device: id, capsule: answer.capsule, route: answer.route }),
      );
      return shelves[0]!.items[0]?.item_id;
    };
    await phone.look(['p0', 'p1', 'p2']);
    await laptop.look(['p3']);
    expect((await phone.capsule()).segments).toEqual(['keen']);
    expect(await first(phone)).not.toBe('p9');
    for (const device of [phone, laptop]) await device.claim({ token: await tokenOf(site, 'ann') });
    await phone.look([]);
    expect((await phone.capsule()).segments).toEqual(['keen', 'two-devices']);
    expect(await first(phone)).toBe('p9');
    expect((await widgets(widgetsBody(site))).shelves[0]!.items[0]?.item_id).not.toBe('p9');
    await ledger(site).erase(site, { kind: 'device', value: laptop.id }, 'device', Date.now());
    await phone.look(['p4']);
    expect((await phone.capsule()).segments).toEqual(['keen']);
    // What is no segment any more is nobody's.
    await put(site, { segments: [] });
    forgetSites();
    await phone.look(['p5']);
    expect((await phone.capsule()).segments).toEqual([]);
  });

  it('[G5] a person counts once a segment on however many devices, and no more when they are erased', async () => {
    const site = freshSite('segment-share');
    await shopWithSegments(site);
    const devices = ['device-phone-0001', 'device-laptop-001', 'device-other-0001'].map((id) => newDevice(site, id));
    const [phone, laptop, other] = devices as [(typeof devices)[0], (typeof devices)[0], (typeof devices)[0]];
    await phone!.look(['p0', 'p1', 'p2']);
    await laptop!.look(['p0', 'p1', 'p2']);
    await other!.look(['p0']);
    const share = (keen: number, two: number, all: number) => [
      { id: 'keen', visitors: keen, share: keen / all },
      { id: 'two-devices', visitors: two, share: two / all },
    ];
    await vi.waitFor(async () => expect(await shares(site)).toEqual(share(2, 0, 3)), WAIT);
    for (const device of [phone, laptop]) await device!.claim({ token: await tokenOf(site, 'ann') });
    await laptop!.look(['p3']);
    await vi.waitFor(async () => expect(await shares(site)).toEqual(share(1, 1, 2)), WAIT);
    await asAdmin('POST', `/sites/${site}/people/erase?user_id=ann`);
    await vi.waitFor(async () => expect(await shares(site)).toEqual(share(0, 0, 1)), WAIT);
  });
});

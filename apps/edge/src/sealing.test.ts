import { describe, expect, it } from 'vitest';
import { decodeRoute, encodeRoute, Sealer, toBase64Url } from './sealing.ts';

const key = (fill: number) => toBase64Url(new Uint8Array(32).fill(fill));
const payload = new TextEncoder().encode('what a shelf shows');

describe('sealed strings', () => {
  const sealer = new Sealer(`new:${key(2)},old:${key(1)}`);

  it('open for the site, purpose and device they were sealed for, and for no other', async () => {
    const sealed = await sealer.seal('a', 'capsule', 'device-1', payload);
    expect(await sealer.open('a', 'capsule', 'device-1', sealed)).toEqual(payload);
    expect(await sealer.open('b', 'capsule', 'device-1', sealed)).toBeUndefined();
    expect(await sealer.open('a', 'route', 'device-1', sealed)).toBeUndefined();
    expect(await sealer.open('a', 'capsule', 'device-2', sealed)).toBeUndefined();
  });

  it('do not open with a flipped bit, cut short, or as nonsense', async () => {
    const sealed = await sealer.seal('a', 'capsule', 'd', payload);
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
    for (const bad of [flipped, sealed.slice(0, -4), '', '.', 'new.', 'new.!!', `gone.${sealed.slice(4)}`]) {
      expect(await sealer.open('a', 'capsule', 'd', bad)).toBeUndefined();
    }
  });

  it('say nothing of what is in them, and differ each time', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => sealer.seal('a', 'capsule', 'd', payload)));
    expect(a).not.toBe(b);
  });

  it('keys rotate: what the older of two sealed still opens, and the newer one seals', async () => {
    const before = await new Sealer(`old:${key(1)}`).seal('a', 'capsule', 'd', payload);
    expect(await sealer.open('a', 'capsule', 'd', before)).toEqual(payload);
    expect(await sealer.seal('a', 'capsule', 'd', payload)).toMatch(/^new\./);
    expect(await new Sealer(`newer:${key(3)},new:${key(2)}`).open('a', 'capsule', 'd', before)).toBeUndefined();
  });

  it('name a key that is wrong without printing it', () => {
    expect(() => new Sealer(`k1:${key(1)},k2:c2hvcnQ`)).toThrow(/pair 2/);
    expect(() => new Sealer('c2hvcnQ')).not.toThrow(/c2hvcnQ/);
  });

  it('[P3] a route is at most 120 characters and comes back whole', async () => {
    const person = toBase64Url(new Uint8Array(16).fill(255));
    const sealed = await new Sealer(`abcdefgh:${key(9)}`).seal('a', 'route', 'd', encodeRoute({ person, epoch: 4e9 }));
    expect(sealed.length).toBeLessThanOrEqual(120);
    const opened = await new Sealer(`abcdefgh:${key(9)}`).open('a', 'route', 'd', sealed);
    expect(decodeRoute(opened!)).toEqual({ person, epoch: 4e9 });
  });
});

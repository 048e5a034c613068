import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import type { AnonymousMessage } from './messages.ts';
import { visitOutcomes } from './visit-outcomes.ts';

const seen = (n: number, arms: string): AnonymousMessage['events'][number] => ({
  n,
  time: 1_000 + n,
  name: 'view_item_list',
  items: [],
  params: { edgewise_arms: arms },
});

const exposed = (...said: string[]) =>
  visitOutcomes({
    v: 1,
    kind: 'anonymous',
    site: 'shop',
    batch: 'a-batch',
    visit: 'a-visit',
    received: 2_000,
    language: '',
    events: said.map((arms, i) => seen(i + 1, arms)),
    refused: [],
  }).flatMap((one) => (one.do === 'expose' ? [`${one.experiment}=${one.arm} ${one.time}`] : []));

describe('what a visit was shown', () => {
  it('is told once, and twice where it was crossed', () => {
    expect(exposed('a=x b=y', 'a=x b=z', 'a=x b=y', 'b=q')).toEqual(['a=x 1001', 'b=y 1001', 'b=z 1002']);
  });

  it('[X17] is of no more experiments than a device remembers: a browser can name thousands', () => {
    const many = (from: number) => Array.from({ length: 150 }, (_, i) => `e${from + i}=x`).join(' ');
    const told = exposed(many(0), many(150), 'e0=y e299=x');
    expect(told).toHaveLength(LIMITS.exposuresKept + 1);
    expect(told.at(-1)).toBe('e0=y 1003');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Attention } from './engagement.ts';

describe('[S32] attention', () => {
  it('is the time between signs of life, of each gap no more than somebody may sit still', () => {
    const attention = new Attention(0, true);
    attention._note(5_000, true);
    attention._note(65_000, true);
    attention._note(70_000, false);
    attention._note(170_000, true);
    attention._note(172_000, true);
    expect(attention._take()).toBe(5_000 + 30_000 + 5_000 + 2_000);
    expect(attention._take()).toBe(0);
  });

  it('is never more than the time that passed while the page was there, whatever happens in which order', () => {
    const signs = fc.array(fc.tuple(fc.integer({ min: -5_000, max: 90_000 }), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(signs, fc.boolean(), (steps, here) => {
        const attention = new Attention(0, here);
        let now = 0;
        let most = 0;
        let isHere = here;
        for (const [gap, next] of steps) {
          now += gap;
          if (isHere) most += Math.max(0, gap);
          attention._note(now, next);
          isHere = next;
        }
        const taken = attention._take();
        expect(taken).toBeGreaterThanOrEqual(0);
        expect(taken).toBeLessThanOrEqual(most);
      }),
    );
  });
});

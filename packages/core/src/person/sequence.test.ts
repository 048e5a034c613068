import { LIMITS } from '@edgewise/protocol/limits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySequence, fits, isSettled, settle } from './sequence.ts';

describe('[W4] the sequence', () => {
  it('equals a plain set of numbers, whatever the order, overlap and repetition', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(8))
      .map(([from, length]) => [from, from + length] as const);
    fc.assert(
      fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
        const sequence = emptySequence();
        const oracle = new Set<number>();
        for (const [from, to] of ranges) {
          settle(sequence, from, to);
          for (let n = from; n <= to; n++) oracle.add(n);
        }
        let ack = 0;
        while (oracle.has(ack + 1)) ack++;
        expect(sequence.upTo).toBe(ack);
        for (let n = 1; n <= 70; n++) expect(isSettled(sequence, n)).toBe(oracle.has(n));
        // The sparse set is as short as it can be: sorted, apart, above the watermark.
        const flat = sequence.above.flat();
        expect([...flat].sort((a, b) => a - b)).toEqual(flat);
        for (const [i, [from]] of sequence.above.entries()) {
          expect(from).toBeGreaterThan((sequence.above[i - 1]?.[1] ?? sequence.upTo) + 1);
        }
      }),
    );
  });

  it('takes a number at the limit ahead and refuses the next', () => {
    expect(fits(emptySequence(), LIMITS.sequenceAhead, LIMITS.sequenceAhead)).toBe(true);
    expect(fits(emptySequence(), 1, LIMITS.sequenceAhead + 1)).toBe(false);
  });

  it('remembers as many gaps as the limit says, and what closes or widens one still fits', () => {
    const sequence = emptySequence();
    for (let i = 1; i <= LIMITS.sequenceGaps; i++) {
      expect(fits(sequence, i * 3, i * 3)).toBe(true);
      settle(sequence, i * 3);
    }
    const beyond = LIMITS.sequenceGaps * 3 + 3;
    expect(fits(sequence, beyond, beyond)).toBe(false);
    expect(fits(sequence, beyond - 2, beyond - 2)).toBe(true);
    expect(fits(sequence, 1, 1)).toBe(true);
  });
});

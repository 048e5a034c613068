import { describe, expect, it } from 'vitest';
import { seededRandom } from './anomalies/year.testkit.ts';
import { bucketStart, DAY_MS, floorsAt, HOUR_MS, levelOf } from './buckets.ts';
import type { Fact } from './counts.ts';
import { admitValue, factOf } from './counts.ts';
import { facetsOf, facetValue, pathOf } from './facets.ts';
import { addToVisits, type Visit } from './visits.ts';

const event = (name: string, params = {}) => factOf({ n: 1, time: 0, name, items: [], params });

describe('facts', () => {
  it('[N4] vitals are counted in their bins, each that the event states', () => {
    expect(event('web_vitals', { lcp: 2_400, cls: 0.3, inp: 'slow' }).amounts).toEqual([
      ['events', 1],
      ['vital.LCP.3', 1],
      ['vital.CLS.8', 1],
    ]);
  });

  it('engagement is bounded, whatever the page says', () => {
    expect(event('user_engagement', { engagement_time_msec: 9e15, percent_scrolled: 500 })).toMatchObject({
      engagedMs: 6 * HOUR_MS,
      amounts: [
        ['events', 1],
        ['engagements', 1],
        ['engaged_ms', 6 * HOUR_MS],
        ['scrolled_percent', 100],
      ],
    });
  });
});

describe('values [N5]', () => {
  it.each([
    ['https://shop.example/p/1?utm=x#y', '/p/1'],
    ['https://shop.example', '/'],
    ['/a?b', '/a'],
    [undefined, '(not set)'],
  ])('the path of %s is %s', (url, path) => expect(pathOf(url)).toBe(path));

  it('are printable, short and whole', () => {
    expect(facetValue('\u0000a\u202eb\u200b ')).toBe('ab');
    expect(facetValue('x'.repeat(1_000))).toHaveLength(96);
    expect(facetValue(`${'x'.repeat(95)}😀`)).toBe('x'.repeat(95));
    expect(facetValue({})).toBe('(not set)');
    expect(facetValue('\u0000')).toBe('(not set)');
  });

  it('have a row while there is room, at N and not at N + 1', () => {
    const kept = new Set<string>();
    expect([1, 2, 3].map((i) => admitValue(kept, `v${i}`, 2))).toEqual(['v1', 'v2', '(other)']);
    expect(admitValue(kept, 'v1', 2)).toBe('v1');
    expect(admitValue(kept, '(not set)', 2)).toBe('(not set)');
  });
});

describe('buckets [N7]', () => {
  it('hours and days are those of the shop, also where clocks change', () => {
    const at = (text: string) => Date.parse(text);
    expect(bucketStart('day', at('2026-03-29T12:00Z'), 'Europe/Bucharest')).toBe(at('2026-03-28T22:00Z'));
    expect(bucketStart('day', at('2026-03-29T22:00Z'), 'Europe/Bucharest')).toBe(at('2026-03-29T21:00Z'));
    expect(bucketStart('hour', at('2026-01-01T10:40Z'), 'Asia/Kolkata')).toBe(at('2026-01-01T10:30Z'));
    expect(bucketStart('day', at('2026-01-01T18:29Z'), 'Asia/Kolkata')).toBe(at('2025-12-31T18:30Z'));
    for (const zone of ['Europe/Bucharest', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']) {
      let before = Number.NEGATIVE_INFINITY;
      for (let time = at('2026-01-01'); time < at('2027-01-01'); time += 7 * 60_000 * 13) {
        const start = bucketStart('day', time, zone);
        expect(start <= time && time - start < 25.5 * HOUR_MS && start >= before, `${zone} ${time}`).toBe(true);
        expect(bucketStart('day', start, zone)).toBe(start);
        before = start;
      }
    }
  });

  it('no bucket is torn by a roll-up', () => {
    const now = Date.parse('2026-03-01T12:34:56Z');
    const floors = floorsAt(now, 'Asia/Kolkata');
    expect(bucketStart('hour', floors.minute, 'Asia/Kolkata')).toBe(floors.minute);
    expect(bucketStart('day', floors.hour, 'Asia/Kolkata')).toBe(floors.hour);
    expect([now, now - 3 * DAY_MS, now - 200 * DAY_MS].map((time) => levelOf(time, floors))).toEqual([
      'minute',
      'hour',
      'day',
    ]);
  });
});

describe('visits [N13]', () => {
  it('are the same in whatever order their lines come, and what a walk through sorted lines gives', () => {
    const random = seededRandom(11);
    const facets = facetsOf(undefined);
    for (let round = 0; round < 300; round++) {
      const facts = Array.from(
        { length: 1 + Math.floor(random() * 25) },
        (_, i): Fact => ({
          n: i + 1,
          time: Math.floor(random() * 8 * HOUR_MS),
          amounts: [],
          steps: random() < 0.2 ? 2 : 0,
          engagedMs: i,
          ...(random() < 0.5 && { page: `/${i}` }),
        }),
      );
      const shuffled = [...facts].sort(() => random() - 0.5);
      const inPieces = shuffled.reduce<Visit[]>((visits, fact) => addToVisits(visits, 'd', facets, [fact]), []);
      const oracle: Visit[] = [];
      for (const fact of [...facts].sort((a, b) => a.time - b.time || a.n - b.n)) {
        const open = oracle.at(-1);
        const isFirstPage =
          fact.page !== undefined && (!open || fact.time - open.last > 30 * 60_000 || open.pages === 0);
        const landing = isFirstPage ? { landing: fact.page!, landingTime: fact.time, landingN: fact.n } : {};
        const page = fact.page === undefined ? 0 : 1;
        if (open && fact.time - open.last <= 30 * 60_000) {
          Object.assign(open, landing, {
            last: fact.time,
            pages: open.pages + page,
            engagedMs: open.engagedMs + fact.engagedMs,
            steps: open.steps | fact.steps,
          });
        } else {
          oracle.push({
            visitor: 'd',
            started: fact.time,
            firstN: fact.n,
            last: fact.time,
            pages: page,
            landing: '',
            landingTime: 0,
            landingN: 0,
            engagedMs: fact.engagedMs,
            steps: fact.steps,
            facets,
            ...landing,
          });
        }
      }
      expect(inPieces.sort((a, b) => a.started - b.started)).toEqual(oracle);
    }
  });
});

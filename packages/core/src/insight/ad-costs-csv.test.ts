import { describe, expect, it } from 'vitest';
import { MOST_COST_ROWS } from './ad-costs.ts';
import { costsOfCsv, MOST_CSV_FAULTS } from './ad-costs-csv.ts';

const google = { day: '2026-03-01', source: 'google', campaign: 'spring', currency: 'EUR', amount: 1_250 };

describe('costs as CSV', () => {
  it('reads commas, semicolons with a decimal comma, tabs, quotes, headings in any order, and a byte order mark', () => {
    for (const text of [
      'day,source,campaign,cost\n2026-03-01,google,spring,12.50\n',
      '\ufeffDate;Campaign;Source;Amount spent;Currency\r\n2026-03-01;spring;google;12,50;eur\r\n\r\n',
      'cost\tutm_source\tutm_campaign\tday\n12.5\tgoogle\tspring\t2026-03-01',
      '"day","source","clicks","campaign","cost"\n"2026-03-01","google","1,024","spring","12.50"',
    ]) {
      expect(costsOfCsv(text, 'EUR')).toEqual({ costs: [google] });
    }
    expect(costsOfCsv('day,source,cost\n2026-03-01,"mail ""weekly""",3', 'JPY')).toEqual({
      costs: [{ day: '2026-03-01', source: 'mail "weekly"', campaign: '(not set)', currency: 'JPY', amount: 3 }],
    });
  });

  it('says which lines are wrong and takes none of them', () => {
    const text =
      'day,source,cost\n2026-03-01,google,1\n01.03.2026,google,1\n\n2026-02-30,google,1\n2026-03-01,google,"1,5"\n2026-03-01,google,-1\n2026-03-01,google\n2026-03-01,google,\n';
    expect(costsOfCsv(text, 'EUR')).toEqual({
      faults: [
        { line: 3, message: "day: got '01.03.2026', expected YYYY-MM-DD" },
        { line: 5, message: "day: got '2026-02-30', expected YYYY-MM-DD" },
        { line: 6, message: "cost: got '1,5', expected a decimal number from 0, with a point" },
        { line: 7, message: "cost: got '-1', expected a decimal number from 0, with a point" },
        { line: 8, message: 'cells: got 2, expected 3 as in the headings' },
        { line: 9, message: "cost: got '', expected a decimal number from 0, with a point" },
      ],
    });
    expect(costsOfCsv('tag,quelle\n1,2', 'EUR')).toEqual({
      faults: [{ line: 1, message: "headings: got 'tag,quelle', expected day, source, cost among them" }],
    });
    for (const nothing of ['', '\n\n', 'day,source,cost\n']) {
      expect(costsOfCsv(nothing, 'EUR')).toEqual({
        faults: [{ line: 1, message: 'rows: got none, expected headings and a row' }],
      });
    }
  });

  it('takes so many rows and no more, and tells of so many faults', () => {
    const rows = (n: number, row: string) => `day,source,cost\n${`${row}\n`.repeat(n)}`;
    const right = '2026-03-01,google,1';
    expect(costsOfCsv(rows(MOST_COST_ROWS, right), 'EUR')).toMatchObject({ costs: { length: MOST_COST_ROWS } });
    expect(costsOfCsv(rows(MOST_COST_ROWS + 1, right), 'EUR')).toMatchObject({
      faults: [{ line: MOST_COST_ROWS + 2, message: expect.stringContaining('rows') }],
    });
    expect(costsOfCsv(rows(MOST_CSV_FAULTS + 1, 'x'), 'EUR')).toMatchObject({ faults: { length: MOST_CSV_FAULTS } });
  });
});

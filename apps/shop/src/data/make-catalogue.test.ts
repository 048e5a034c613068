import { describe, expect, it } from 'vitest';
import { makeCatalogue, makeOrderLog, slugOf } from './make-catalogue.ts';
import { goodsSold } from './order-lines.ts';

const row = (invoice: string, code: string, description: string, quantity: number, date: string, price: number) =>
  `${invoice},${code},${description},${quantity},${date},${price},17850,United Kingdom`;

const LINES = [
  row('536365', '85123A', 'WHITE HANGING HEART', 6, '2010-12-01T08:26:00Z', 2.55),
  row('536366', '85123a', 'WHITE HANGING HEART', 6, '2010-12-01T08:28:00Z', 2.95),
  row('536366', '85123A', 'WHITE HANGING HEART', 2, '2010-12-01T08:28:00Z', 2.95),
  row('536366', '22423', '"REGENCY, ""GRAND"" STAND"', 1, '2010-12-01T08:28:00Z', 12.75),
  row('569202', '22423', '?sold as sets?', 1, '9/30/2011 17:22', 12.75),
  row('569202', '22424', 'BREAD BIN', 1, '9/30/2011 17:22', 9.95),
];

describe('goodsSold', () => {
  it('leaves out cancellations, fees, corrections and notes', () => {
    const others = [
      row('C536379', '85123A', 'WHITE HANGING HEART', -1, '2010-12-01T09:41:00Z', 2.55),
      row('C536379', '85123A', 'WHITE HANGING HEART', 1, '2010-12-01T09:41:00Z', 2.55),
      row('536370', 'POST', 'POSTAGE', 3, '2010-12-01T08:45:00Z', 18),
      row('536371', '22423', 'damaged', 3, '2010-12-01T08:45:00Z', 18),
      row('536372', '22016', 'Dotcomgiftshop Gift Voucher £100.00', 1, '2010-12-01T08:45:00Z', 83.33),
      row('536373', '22423', 'REGENCY', 3, '2010-12-01T08:45:00Z', 0),
      row('536374', '22423', 'REGENCY', 3, 'yesterday', 1),
      '',
    ];
    expect([...goodsSold(others)]).toEqual([]);
  });

  it('reads quotes, both date notations, and codes in either case', () => {
    const sold = [...goodsSold(LINES)];
    expect(sold).toHaveLength(5);
    expect(sold[3]).toMatchObject({ code: '22423', description: 'REGENCY, "GRAND" STAND', time: 1291192080 });
    expect(sold[4]?.time).toBe(1317403320);
  });
});

describe('makeCatalogue', () => {
  it('takes the price most lines state, the first sale, and what was sold lately', () => {
    expect(makeCatalogue([...goodsSold(LINES)])).toMatchObject([
      { item_id: '22423', availability: 'out_of_stock', orders: 1 },
      { item_id: '22424', availability: 'in_stock' },
      {
        item_id: '85123A',
        title: 'White hanging heart',
        price: 2.95,
        added: '2010-12-01',
        orders: 2,
        link: '/p/85123A-white-hanging-heart',
      },
    ]);
  });
});

describe('makeOrderLog', () => {
  it('has one line for a product of an order', () => {
    expect(makeOrderLog([...goodsSold(LINES)])).toBe(
      `session_id,item_id,timestamp,quantity
536365,85123A,1291191960,6
536366,85123A,1291192080,8
536366,22423,1291192080,1
569202,22424,1317403320,1
`,
    );
  });
});

describe('slugOf', () => {
  it('is safe in a path', () => {
    expect(slugOf(`Poppy's "cake" / <b>&amp;</b> ../x`)).toBe('poppys-cake-b-amp-b-x');
    expect(slugOf('…')).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { toParams } from '../normalise.ts';
import { fromUniversal } from './universal.ts';

const mug = { id: 'mug', name: 'Mug', price: '12,50', category: 'Kitchen/Cups', position: 2, quantity: '3' };

describe('[S14] the shapes of Universal Analytics', () => {
  it.each(['detail', 'add', 'remove', 'click', 'checkout'])('%s', (key) => {
    const [event] = fromUniversal({ currencyCode: 'EUR', [key]: { products: [mug] } });
    expect(toParams(event!.params)).toEqual({
      currency: 'EUR',
      items: [
        {
          item_id: 'mug',
          item_name: 'Mug',
          price: 12.5,
          item_category: 'Kitchen',
          item_category2: 'Cups',
          index: 2,
          quantity: 3,
        },
      ],
    });
  });

  it('an order, with what it is known by', () => {
    const purchase = { actionField: { id: 'T1', revenue: '99.90', shipping: '5' }, products: [mug] };
    const [event] = fromUniversal({ purchase });
    expect(event!.name).toBe('purchase');
    expect(toParams(event!.params)).toMatchObject({ transaction_id: 'T1', value: 99.9, shipping: 5 });
  });

  it.each([undefined, null, 'x', { items: [{ item_id: 'a' }] }, { detail: 'x' }, { add: { products: 'x' } }])(
    'is not %j',
    (ecommerce) => expect(fromUniversal(ecommerce)).toEqual([]),
  );
});

import type { Translated } from '../../words.ts';
import type { now as en } from '../en/now.ts';

export const now: Translated<typeof en> = {
  'now.as_of': 'stan na {time}',
  'now.last_half_hour': 'Ostatnie 30 minut',
  'now.visitors': 'Odwiedzający teraz',
  'now.views': 'Odsłony',
  'now.carts': 'Do koszyka',
  'now.orders': 'Zamówienia',
};

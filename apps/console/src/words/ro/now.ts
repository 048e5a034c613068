import type { Translated } from '../../words.ts';
import type { now as en } from '../en/now.ts';

export const now: Translated<typeof en> = {
  'now.as_of': 'la ora {time}',
  'now.last_half_hour': 'Ultimele 30 de minute',
  'now.visitors': 'Vizitatori acum',
  'now.views': 'Afișări de pagini',
  'now.carts': 'Adăugate în coș',
  'now.orders': 'Comenzi',
};

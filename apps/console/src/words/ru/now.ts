import type { Translated } from '../../words.ts';
import type { now as en } from '../en/now.ts';

export const now: Translated<typeof en> = {
  'now.as_of': 'на {time}',
  'now.last_half_hour': 'Последние 30 минут',
  'now.visitors': 'Посетители сейчас',
  'now.views': 'Просмотры страниц',
  'now.carts': 'В корзину',
  'now.orders': 'Заказы',
};

import type { Translated } from '../../words.ts';
import type { funnels as en } from '../en/funnels.ts';

export const funnels: Translated<typeof en> = {
  'funnels.lead': 'Сколько людей доходит от просмотра до заказа на любом из своих устройств и где они теряются.',
  'funnels.figures': 'Коротко',
  'funnels.title': 'От просмотра до заказа',
  'funnels.title_words': 'Каждый шаг считает людей, прошедших и все шаги до него.',
  'funnels.went_on': '{share} от предыдущего шага',
  'funnels.stitched': {
    one: '{n} только благодаря связанным устройствам',
    few: '{n} только благодаря связанным устройствам',
    many: '{n} только благодаря связанным устройствам',
    other: '{n} только благодаря связанным устройствам',
  },
  'funnels.lost_here': {
    one: '{n} человек потерян здесь',
    few: '{n} человека потеряно здесь',
    many: '{n} человек потеряно здесь',
    other: '{n} человека потеряно здесь',
  },
  'funnels.devices': 'На каждом устройстве отдельно',
  'funnels.devices_words':
    'Так видит магазин, который не связывает устройства: кто смотрит с телефона и платит с компьютера, кажется потерянным.',
  'funnels.completion': 'От просмотра до заказа',
  'funnels.by': 'Конверсия по',
  'funnels.by_caption': 'Посетители и конверсия: {dimension}',
  'funnels.people': '{reached}, но не дальше: {missed}',
  'funnels.no_people': 'Никого',
  'funnels.newest': 'Последние {n} из них.',
  'people.person': 'Человек',
  'people.devices': 'Устройства',
  'people.last': 'Последний час',
  'buyers.title': 'Клиенты, которые возвращаются',
  'buyers.lead': 'По месяцу первого заказа. По всем хранимым заказам, какой бы период ни был выбран выше.',
  'buyers.none': 'Заказов ещё нет',
  'buyers.none_words': 'Первый месяц появится здесь, как только кто-нибудь сделает заказ.',
  'buyers.month': 'Первый заказ',
  'buyers.customers': 'Клиенты',
  'buyers.back_30': 'Вернулись за 30 дней',
  'buyers.back_90': 'Вернулись за 90 дней',
  'buyers.worth': 'Принёс каждый на сегодня',
  'buyers.of_so_far': { one: 'пока из {n}', few: 'пока из {n}', many: 'пока из {n}', other: 'пока из {n}' },
};

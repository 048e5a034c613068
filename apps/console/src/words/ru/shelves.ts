import type { Translated } from '../../words.ts';
import type { shelves as en } from '../en/shelves.ts';

export const shelves: Translated<typeof en> = {
  'shelves.lead': 'Какую полку видят, на какую кликают, с какой покупают и что даёт персонализация.',
  'shelves.figures': 'Коротко',
  'shelves.lift': 'Прирост над контрольной группой',
  'shelves.lift_words':
    'Небольшая доля людей не видит персонализации. То, что остальные делают сверх них, — заслуга Edgewise; интервал говорит, насколько это точно, в любой момент.',
  'shelves.lift_filtered': 'Не с фильтром',
  'shelves.lift_filtered_words': 'Контрольная группа выбирается из всех людей. Уберите фильтры, чтобы увидеть прирост.',
  'shelves.lift_none': 'Пока никто не встретил полку, которая могла бы быть другой',
  'shelves.lift_none_words': 'Отсчёт начнётся с первого человека, который согласился на личные полки и увидел такую.',
  'shelves.lift_conversion': 'Заказы',
  'shelves.lift_revenue': 'Выручка на человека',
  'shelves.interval': 'от {from} до {to}, в 95 случаях из 100',
  'shelves.unbounded': 'Пока слишком мало людей, чтобы назвать границы.',
  'shelves.broken': 'Доли групп не те, что были заданы: что-то сломано',
  'shelves.arms': 'Две группы',
  'shelves.arm': 'Группа',
  'shelves.per_person': 'На человека',
  'arm.held': 'Контрольная',
  'arm.shown': 'С персонализацией',
  'silence.no units': 'в одной из групп пока никого',
  'silence.no variance': 'слишком мало событий, чтобы судить',
  'silence.the control is zero': 'в контрольной группе ещё никто не заказал',
  'verdict.more': 'больше',
  'verdict.less': 'меньше',
  'verdict.unknown': 'пока не известно',
  'shelves.by_source': 'Кто кликает, по источникам',
  'shelves.by_source_words': 'Полки и списки вместе.',
  'shelves.no_source': 'Ничего не видели',
  'shelves.each': 'Каждая полка и список',
  'shelves.each_words': 'По имени места или item_list_id.',
  'shelves.seen_words': 'Сколько раз её видели не пустой.',
  'shelves.bought': 'Куплено после клика',
  'shelves.bought_words':
    'Пары «заказ и товар», на который тот же человек кликнул там на любом устройстве не более чем за 7 дней до того.',
};

import type { Translated } from '../../words.ts';
import type { sources as en } from '../en/sources.ts';

export const sources: Translated<typeof en> = {
  'sources.lead': 'Что приносит каждый источник, сколько он стоит и что остаётся.',
  'sources.figures': 'Коротко',
  'sources.over_time': 'За период',
  'sources.chart': '{metric} за период',
  'sources.no_points': 'За этот период ничего нет',
  'sources.by': 'По чему делить',
  'sources.by_caption': 'Что приносит и сколько стоит: {dimension}',
  'costs.title': 'Расходы на рекламу',
  'costs.lead':
    'Строка заменяет ту же по дню, источнику, кампании и валюте. Источник и кампания — как в utm_source и utm_campaign.',
  'costs.upload': 'Загрузить CSV',
  'costs.none': 'Нет расходов за этот период',
  'costs.none_words': 'Загрузите таблицу с такими заголовками. Тогда выше появится цена заказа и нового покупателя.',
  'costs.day': 'День',
  'costs.taken': {
    one: 'Принята {n} строка',
    few: 'Приняты {n} строки',
    many: 'Принято {n} строк',
    other: 'Принято {n} строки',
  },
  'costs.refused': {
    one: 'Ничего не принято: ошибка в {n} строке',
    few: 'Ничего не принято: ошибки в {n} строках',
    many: 'Ничего не принято: ошибки в {n} строках',
    other: 'Ничего не принято: ошибки в {n} строках',
  },
  'costs.too_large': 'Файл больше {n} МиБ.',
  'costs.line': 'Строка',
  'costs.what': 'Что не так',
};

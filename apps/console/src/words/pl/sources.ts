import type { Translated } from '../../words.ts';
import type { sources as en } from '../en/sources.ts';

export const sources: Translated<typeof en> = {
  'sources.lead': 'Co przynosi każde źródło, ile kosztuje i co zostaje.',
  'sources.figures': 'W skrócie',
  'sources.over_time': 'W tym okresie',
  'sources.chart': '{metric} w tym okresie',
  'sources.no_points': 'Nic w tym okresie',
  'sources.by': 'Podział według',
  'sources.by_caption': 'Co przynosi i ile kosztuje: {dimension}',
  'costs.title': 'Koszty reklamy',
  'costs.lead':
    'Wiersz zastępuje ten z tego samego dnia, źródła, kampanii i waluty. Źródło i kampania jak w utm_source i utm_campaign.',
  'costs.upload': 'Wgraj CSV',
  'costs.none': 'Brak kosztów w tym okresie',
  'costs.none_words': 'Wgraj tabelę z takimi nagłówkami. Wtedy wyżej pojawi się koszt zamówienia i nowego kupującego.',
  'costs.day': 'Dzień',
  'costs.taken': {
    one: 'Przyjęto {n} wiersz',
    few: 'Przyjęto {n} wiersze',
    many: 'Przyjęto {n} wierszy',
    other: 'Przyjęto {n} wiersza',
  },
  'costs.refused': {
    one: 'Nic nie przyjęto: błąd w {n} wierszu',
    few: 'Nic nie przyjęto: błędy w {n} wierszach',
    many: 'Nic nie przyjęto: błędy w {n} wierszach',
    other: 'Nic nie przyjęto: błędy w {n} wierszach',
  },
  'costs.too_large': 'Plik jest większy niż {n} MiB.',
  'costs.line': 'Wiersz',
  'costs.what': 'Co jest nie tak',
};

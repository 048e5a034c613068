import type { Translated } from '../../words.ts';
import type { sources as en } from '../en/sources.ts';

export const sources: Translated<typeof en> = {
  'sources.lead': 'Ce aduce fiecare sursă, cât costă și ce rămâne.',
  'sources.figures': 'Pe scurt',
  'sources.over_time': 'De-a lungul perioadei',
  'sources.chart': '{metric} de-a lungul perioadei',
  'sources.no_points': 'Nimic în această perioadă',
  'sources.by': 'Împărțit după',
  'sources.by_caption': 'Ce aduce și cât costă fiecare, după {dimension}',
  'costs.title': 'Costuri de publicitate',
  'costs.lead':
    'Un rând îl înlocuiește pe cel din aceeași zi, sursă, campanie și valută. Sursa și campania ca în utm_source și utm_campaign.',
  'costs.upload': 'Încarcă un CSV',
  'costs.none': 'Niciun cost în această perioadă',
  'costs.none_words':
    'Încărcați un tabel cu aceste antete. Atunci costul unei comenzi și al unui cumpărător nou apar mai sus.',
  'costs.day': 'Ziua',
  'costs.taken': { one: '{n} rând preluat', few: '{n} rânduri preluate', other: '{n} de rânduri preluate' },
  'costs.refused': {
    one: 'Nu s-a preluat nimic: {n} linie este greșită',
    few: 'Nu s-a preluat nimic: {n} linii sunt greșite',
    other: 'Nu s-a preluat nimic: {n} de linii sunt greșite',
  },
  'costs.too_large': 'Fișierul depășește {n} MiB.',
  'costs.line': 'Linia',
  'costs.what': 'Ce este greșit',
};

import type { Translated } from '../../words.ts';
import type { funnels as en } from '../en/funnels.ts';

export const funnels: Translated<typeof en> = {
  'funnels.lead': 'Câți oameni trec de la privit la comandat, pe oricare dintre dispozitivele lor, și unde se pierd.',
  'funnels.figures': 'Pe scurt',
  'funnels.title': 'De la privit la comandat',
  'funnels.title_words': 'Fiecare pas numără persoanele care au trecut și prin toți pașii de dinainte.',
  'funnels.went_on': '{share} din pasul anterior',
  'funnels.stitched': {
    one: '{n} doar prin dispozitive unite',
    few: '{n} doar prin dispozitive unite',
    other: '{n} doar prin dispozitive unite',
  },
  'funnels.lost_here': {
    one: '{n} persoană pierdută aici',
    few: '{n} persoane pierdute aici',
    other: '{n} de persoane pierdute aici',
  },
  'funnels.devices': 'Pe fiecare dispozitiv separat',
  'funnels.devices_words':
    'Ce vede un magazin care nu unește dispozitivele: cine privește pe telefon și plătește pe computer pare pierdut.',
  'funnels.completion': 'De la privit la comandă',
  'funnels.by': 'Conversia după',
  'funnels.by_caption': 'Vizitatori și conversie după {dimension}',
  'funnels.people': '{reached}, apoi nu mai departe: {missed}',
  'funnels.no_people': 'Nimeni',
  'funnels.newest': 'Cei mai recenți {n} dintre ei.',
  'people.person': 'Persoană',
  'people.devices': 'Dispozitive',
  'people.last': 'Ultima oră văzută',
  'buyers.title': 'Clienți care revin',
  'buyers.lead': 'După luna primei comenzi. Din toate comenzile păstrate, oricare ar fi perioada de mai sus.',
  'buyers.none': 'Încă nicio comandă',
  'buyers.none_words': 'Prima lună apare aici imediat ce comandă cineva.',
  'buyers.month': 'Prima comandă în',
  'buyers.customers': 'Clienți',
  'buyers.back_30': 'Au revenit în 30 de zile',
  'buyers.back_90': 'Au revenit în 90 de zile',
  'buyers.worth': 'A adus fiecare, până acum',
  'buyers.of_so_far': { one: 'din {n} până acum', few: 'din {n} până acum', other: 'din {n} până acum' },
};

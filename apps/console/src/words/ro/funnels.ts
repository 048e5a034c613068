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
};

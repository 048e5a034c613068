import type { Translated } from '../../words.ts';
import type { shelves as en } from '../en/shelves.ts';

export const shelves: Translated<typeof en> = {
  'shelves.lead': 'Ce raft este văzut, apăsat și din care se cumpără, și ce produce personalizarea.',
  'shelves.figures': 'Pe scurt',
  'shelves.lift': 'Câștig față de grupul de control',
  'shelves.lift_words':
    'O mică parte dintre oameni nu vede personalizare. Ce fac în plus ceilalți este efectul Edgewise; intervalul spune cât de sigur este, la orice privire.',
  'shelves.lift_filtered': 'Nu cu un filtru',
  'shelves.lift_filtered_words':
    'Grupul de control se alege din toți oamenii. Scoateți filtrele pentru a vedea câștigul.',
  'shelves.lift_none': 'Încă nimeni nu a întâlnit un raft care ar putea fi altul',
  'shelves.lift_none_words': 'Începe cu prima persoană care a acceptat rafturi personale și vede unul.',
  'shelves.lift_conversion': 'Comandă',
  'shelves.lift_revenue': 'Venit pe persoană',
  'shelves.interval': 'între {from} și {to}, de 95 de ori din 100',
  'shelves.unbounded': 'Încă prea puțini oameni pentru a spune între ce și ce.',
  'shelves.broken': 'Cele două grupuri nu au ponderile stabilite: ceva este defect',
  'shelves.arms': 'Cele două grupuri',
  'shelves.arm': 'Grup',
  'shelves.per_person': 'Pe persoană',
  'arm.held': 'Grup de control',
  'arm.shown': 'Personalizat',
  'silence.no units': 'încă nimeni într-unul dintre grupuri',
  'silence.no variance': 's-a întâmplat prea puțin pentru a spune',
  'silence.the control is zero': 'nimeni din grupul de control nu a comandat încă',
  'verdict.more': 'mai mult',
  'verdict.less': 'mai puțin',
  'verdict.unknown': 'încă nu se știe',
  'shelves.by_source': 'Cine apasă, după sursă',
  'shelves.by_source_words': 'Rafturi și liste împreună.',
  'shelves.no_source': 'Nimic nu a fost văzut',
  'shelves.each': 'Fiecare raft și listă',
  'shelves.each_words': 'După numele locului sau item_list_id.',
  'shelves.seen_words': 'De câte ori a ajuns în câmpul vizual cu ceva pe el.',
  'shelves.bought': 'Cumpărate după clic',
  'shelves.bought_words':
    'Perechi de comandă și produs pe care aceeași persoană a apăsat acolo, pe orice dispozitiv, cu cel mult 7 zile înainte.',
};

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
  'shelves.counts': 'cifra care contează',
  'attr.title': 'Venit atribuit',
  'attr.lead':
    'Ce rafturi au fost aproape, nu ce au produs: asta o spune doar câștigul față de grupul de control. Stă lângă el pentru că alții nu arată altceva.',
  'attr.windows':
    'Ultimul clic contează {click}, orice afișare {view}, pentru comenzi până la {order} după primul raft.',
  'attr.revenue': 'Venit',
  'attr.click': 'Ultimul clic',
  'attr.view': 'Orice afișare',
  'attr.all': 'Împreună',
  'attr.none': 'Niciunul dintre aceștia nu a cumpărat încă',
  'attr.none_words': 'Începe cu prima comandă a cuiva care a întâlnit un raft.',
  'attr.days': { one: 'o zi', few: '{n} zile', other: '{n} de zile' },
  'arm.held': 'Grup de control',
  'arm.shown': 'Personalizat',
  'silence.no units': 'încă nimeni într-unul dintre grupuri',
  'silence.no variance': 's-a întâmplat prea puțin pentru a spune',
  'silence.the control is zero': 'nimeni din grupul de control nu a comandat încă',
  'verdict.more': 'mai mult',
  'verdict.less': 'mai puțin',
  'verdict.unknown': 'încă nu se știe',
  'shelves.by_source': 'Cine apasă, după sursă',
  'shelves.by_source_words': 'Toate rafturile împreună.',
  'shelves.no_source': 'Nimic nu a fost văzut',
  'shelves.each': 'Fiecare raft',
  'shelves.each_words': 'După numele locului. Listele proprii ale magazinului nu sunt rafturi.',
  'shelves.seen_words': 'De câte ori a ajuns în câmpul vizual cu ceva pe el.',
  'shelves.bought': 'Cumpărate după clic',
  'shelves.bought_words':
    'Produse din comenzile perioadei al căror ultim clic al aceleiași persoane, pe orice dispozitiv cu cel mult 7 zile înainte, a fost pe acest raft. Un produs contează pentru cel mult un raft.',
};

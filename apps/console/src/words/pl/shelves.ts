import type { Translated } from '../../words.ts';
import type { shelves as en } from '../en/shelves.ts';

export const shelves: Translated<typeof en> = {
  'shelves.lead': 'Która półka jest widziana, klikana i z której się kupuje, oraz co daje personalizacja.',
  'shelves.figures': 'W skrócie',
  'shelves.lift': 'Przyrost względem grupy kontrolnej',
  'shelves.lift_words':
    'Niewielka część osób nie widzi personalizacji. To, co pozostali robią więcej, jest skutkiem Edgewise; przedział mówi, jak to pewne, przy każdym spojrzeniu.',
  'shelves.lift_filtered': 'Nie z filtrem',
  'shelves.lift_filtered_words':
    'Grupa kontrolna jest losowana spośród wszystkich osób. Usuń filtry, aby zobaczyć przyrost.',
  'shelves.lift_none': 'Nikt jeszcze nie zobaczył półki, która mogłaby być inna',
  'shelves.lift_none_words': 'Zaczyna się od pierwszej osoby, która zgodziła się na osobiste półki i jakąś zobaczy.',
  'shelves.lift_conversion': 'Zamawianie',
  'shelves.lift_revenue': 'Przychód na osobę',
  'shelves.interval': 'od {from} do {to}, 95 razy na 100',
  'shelves.unbounded': 'Na razie za mało osób, by podać granice.',
  'shelves.broken': 'Grupy nie mają zadanych udziałów: coś jest zepsute',
  'shelves.arms': 'Dwie grupy',
  'shelves.arm': 'Grupa',
  'shelves.per_person': 'Na osobę',
  'shelves.counts': 'liczba, która się liczy',
  'attr.title': 'Przypisany przychód',
  'attr.lead':
    'Jakie półki były blisko, nie co sprawiły: to mówi tylko przyrost względem grupy kontrolnej. Stoi obok niego, bo inni nie pokazują nic więcej.',
  'attr.windows':
    'Ostatnie kliknięcie liczy się {click}, dowolne wyświetlenie {view}, dla zamówień do {order} po pierwszej półce.',
  'attr.revenue': 'Przychód',
  'attr.click': 'Ostatnie kliknięcie',
  'attr.view': 'Dowolne wyświetlenie',
  'attr.all': 'Razem',
  'attr.none': 'Nikt z tych osób jeszcze nie kupił',
  'attr.none_words': 'Zaczyna się od pierwszego zamówienia kogoś, kto zobaczył półkę.',
  'attr.days': { one: '{n} dzień', few: '{n} dni', many: '{n} dni', other: '{n} dnia' },
  'arm.held': 'Kontrolna',
  'arm.shown': 'Z personalizacją',
  'silence.no units': 'w jednej z grup nie ma jeszcze nikogo',
  'silence.no variance': 'za mało się wydarzyło, by coś powiedzieć',
  'silence.the control is zero': 'nikt z grupy kontrolnej jeszcze nie zamówił',
  'verdict.more': 'więcej',
  'verdict.less': 'mniej',
  'verdict.unknown': 'jeszcze nie wiadomo',
  'shelves.by_source': 'Kto klika, według źródeł',
  'shelves.by_source_words': 'Wszystkie półki razem.',
  'shelves.no_source': 'Nic nie wyświetlono',
  'shelves.each': 'Każda półka',
  'shelves.each_words': 'Według nazwy miejsca. Własne listy sklepu nie są półkami.',
  'shelves.seen_words': 'Ile razy pojawiła się w polu widzenia z zawartością.',
  'shelves.bought': 'Kupione po kliknięciu',
  'shelves.bought_words':
    'Produkty z zamówień okresu, których ostatnie kliknięcie tej samej osoby, na dowolnym urządzeniu najwyżej 7 dni wcześniej, było na tej półce. Produkt liczy się najwyżej jednej półce.',
};

import type { Translated } from '../../words.ts';
import type { expEnd as en } from '../en/exp-end.ts';

export const expEnd: Translated<typeof en> = {
  'exp.end': 'Zakończ eksperyment',
  'exp.end_lead':
    'Znika z planu: los już o niczym nie decyduje i wszyscy odwiedzający widzą tę samą wersję. Jego wskaźniki i notatki zostają tutaj. Przed publikacją szkicu dla klientów nic się nie zmienia.',
  'exp.end_choice': 'Co dostaną wszyscy',
  'exp.end_keep': 'Zostaw wersję {version}, kontrolną: „{arm}”',
  'exp.end_take': 'Pokazuj wszystkim wersję {version}: „{arm}”',
  'exp.end_hidden':
    'Ta wersja nie pokazuje półki. Jeśli nikt nie ma jej widzieć, zostaw tu wariant kontrolny i usuń półkę ze stron sklepu.',
  'exp.end_nothing': 'bez półki',
  'exp.end_seen': 'Co zobaczą klienci',
  'exp.end_so_far': 'Dotąd jedna z',
  'exp.end_then': 'Potem wszyscy',
  'exp.end_besides': 'poza tym zmienia się: {what}',
  'exp.field_title': 'nagłówek',
  'exp.field_blend': 'mieszanka strategii',
  'exp.field_look': 'wygląd',
  'exp.field_moment': 'moment pojawienia się',
  'exp.end_everybody':
    'Zobaczą ją także ci, którzy nie brali udziału: osoby spoza wybranej części lub grupy odbiorców i te, które nie pozwalają nic zapamiętać.',
  'exp.end_others': 'Na tej półce trwa inny eksperyment: {ids}. Kto bierze w nim udział, widzi to, co on ustala.',
  'exp.end_bandit':
    'Półka nie uczy się już sama, która strategia jest najlepsza: ta wersja mówi, która idzie pierwsza.',
  'exp.end_unsure': 'Liczby nie mówią, że ta wersja jest lepsza. Mimo to możesz ją wybrać z innego powodu.',
  'exp.end_broken':
    'Odwiedzający nie są podzieleni tak, jak powinni, więc liczby nic nie mówią. Bezpieczniej zostawić wariant kontrolny.',
  'exp.end_gone': 'W szkicu ten eksperyment jest już zakończony. Opublikuj szkic, a wszyscy zobaczą to samo:',
  'exp.end_rules':
    'Reguły planu pytają, którą wersję tego eksperymentu ma odwiedzający ({rules}). Najpierw je zmień albo usuń:',
  'exp.end_changed':
    'W międzyczasie ktoś zmienił ten eksperyment. Zamknij okno, spójrz jeszcze raz i wtedy go zakończ.',
  'exp.end_saved': '„{id}” kończy się w szkicu. Opublikuj go, a wszyscy zobaczą to samo.',
  'exp.draft_begins': 'Czeka w szkicu na początek: {names}.',
  'exp.draft_ends': 'Skończy się z publikacją szkicu: {names}.',
  'exp.draft_publish': 'Zobacz szkic i opublikuj go',
};

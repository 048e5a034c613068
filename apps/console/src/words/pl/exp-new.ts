import type { Translated } from '../../words.ts';
import type { expNew as en } from '../en/exp-new.ts';

export const expNew: Translated<typeof en> = {
  'exp.new': 'Nowy eksperyment',
  'exp.new_lead':
    'Dwie wersje jednej półki; los decyduje, kto którą widzi. Przed publikacją szkicu klienci niczego nie zauważą.',
  'exp.new_name': 'Nazwa',
  'exp.new_name_hint': 'W planie i we wskaźnikach nazywa się „{id}”.',
  'exp.new_shelf': 'Półka',
  'exp.new_shelf_hint': 'Gdzie porównywane są obie wersje.',
  'exp.new_change': 'Co wersja B robi inaczej',
  'exp.new_change_hint':
    'Tylko jedną rzecz: wtedy wiadomo, co dało różnicę. Wersja A zostawia półkę, jaka jest: to wariant kontrolny, z którym porównuje się B.',
  'exp.new_change_count': 'Pokazuje inną liczbę produktów',
  'exp.new_change_strategy': 'Inaczej wybiera produkty',
  'exp.new_only_count':
    'Ta półka miesza strategie albo sama uczy się najlepszej, więc tutaj zmienia się tylko liczba produktów.',
  'exp.new_count': 'Produkty w wersji B',
  'exp.new_count_hint': {
    one: 'W wersji A: {n}.',
    few: 'W wersji A: {n}.',
    many: 'W wersji A: {n}.',
    other: 'W wersji A: {n}.',
  },
  'exp.new_strategy': 'Co wersja B proponuje najpierw',
  'exp.new_strategy_hint':
    'Wersja A zaczyna tak: „{strategy}”. Gdy pierwszego wyboru B nie starczy, resztę uzupełni to, co półka ma teraz.',
  'exp.new_share': 'Osoby, które biorą udział, %',
  'exp.new_share_hint':
    'Połowa widzi A, połowa B, i tak zostaje. Pozostali, także ci, którzy nie pozwalają nic zapamiętać, widzą półkę, jaka jest, i nie są liczeni.',
  'exp.new_metric': 'Oceniany według',
  'exp.new_metric_hint':
    'Wybierany przed początkiem: werdykt opiera się tylko na nim. Konwersja to odsetek osób, które kupują.',
  'exp.new_seen': 'Co zobaczą odwiedzający',
  'exp.new_a': 'Wersja A, kontrolna',
  'exp.new_b': 'Wersja B',
  'exp.new_products': { one: 'jeden produkt', few: '{n} produkty', many: '{n} produktów', other: '{n} produktu' },
  'exp.new_first': 'najpierw: „{strategy}”',
  'exp.new_put': 'Dodaj do szkicu',
  'exp.new_saved': '„{id}” jest w szkicu. Opublikuj go, aby zacząć.',
  'exp.new_changed': 'Ktoś właśnie zmienił szkic. Spróbuj ponownie.',
  'exp.new_name_taken': 'Tę nazwę ma już inny eksperyment. Nadaj inną.',
  'exp.new_warned':
    'Wcześniejszy eksperyment zmienia na tej półce to samo: dopóki jest w planie, liczby tego mówią niewiele. Najlepiej najpierw zakończyć tamten. Szczegóły: {words}.',
  'exp.new_draft_broken': 'Szkic planu ma błędy. Najpierw go popraw albo odrzuć:',
  'exp.new_unapprove':
    'Szkic jest już zatwierdzony ({who}). Każda zmiana cofa zatwierdzenie: ktoś musi zatwierdzić go ponownie.',
  'exp.new_no_shelf': 'Plan nie ma półki z produktami, na której można coś sprawdzić.',
  'exp.new_name_missing': 'Nadaj mu nazwę.',
  'exp.new_count_wrong': 'Oczekiwana liczba całkowita, co najmniej 1.',
  'exp.new_same': 'Wersja A już tak robi.',
  'exp.new_share_wrong': 'Oczekiwane więcej niż 0 i najwyżej 100.',
  'exp.new_json': 'Dla zaawansowanych: to samo jako JSON',
  'exp.new_json_words': 'Na to, czego nie ma w formularzu: kilka półek, więcej wersji, grupa odbiorców, wagi.',
  'exp.new_json_first': 'Wklej to w planie nad "placements".',
  'exp.new_json_among': 'Wklej to w planie zaraz za "experiments": [.',
  'exp.words': 'Co znaczą słowa',
  'exp.word_arm': 'Jedna z porównywanych wersji. Każda osoba dostaje ją losowo i przy niej zostaje.',
  'exp.word_control': 'Wariant kontrolny',
  'exp.word_control_words': 'Wariant, który zostawia wszystko, jak jest. Z nim porównuje się pozostałe.',
  'exp.word_holdout_words':
    'Niewiele osób bez żadnej personalizacji: dzięki nim wiadomo, ile warte jest wszystko razem.',
  'exp.word_lift_words':
    'O ile procent wariant przynosi więcej lub mniej niż kontrolny. Przedział mówi, jak bardzo to pewne.',
  'exp.word_units_words': 'Osoba liczy się od chwili, gdy półka eksperymentu pojawiła się na ekranie.',
  'strategy.session-knn': 'Do czego prowadziły podobne wizyty',
  'strategy.bought-together': 'Kupowane razem',
  'strategy.also-viewed': 'Oglądane także',
  'strategy.affinity': 'W guście odwiedzającego',
  'strategy.content': 'Podobne z opisu',
  'strategy.trending': 'Teraz popularne',
  'strategy.newest': 'Najnowsze',
  'strategy.recently-viewed': 'Ostatnio oglądane przez odwiedzającego',
  'strategy.unfinished': 'W koszyku lub oglądane, niekupione',
};

import type { Translated } from '../../words.ts';
import type { funnels as en } from '../en/funnels.ts';

export const funnels: Translated<typeof en> = {
  'funnels.lead':
    'Ile osób przechodzi od oglądania do zamówienia, na dowolnym ze swoich urządzeń, i gdzie się je traci.',
  'funnels.figures': 'W skrócie',
  'funnels.title': 'Od oglądania do zamówienia',
  'funnels.title_words': 'Każdy krok liczy osoby, które przeszły też wszystkie wcześniejsze kroki.',
  'funnels.went_on': '{share} z poprzedniego kroku',
  'funnels.stitched': {
    one: '{n} tylko dzięki połączonym urządzeniom',
    few: '{n} tylko dzięki połączonym urządzeniom',
    many: '{n} tylko dzięki połączonym urządzeniom',
    other: '{n} tylko dzięki połączonym urządzeniom',
  },
  'funnels.lost_here': {
    one: '{n} osoba utracona tutaj',
    few: '{n} osoby utracone tutaj',
    many: '{n} osób utraconych tutaj',
    other: '{n} osoby utracone tutaj',
  },
  'funnels.devices': 'Na każdym urządzeniu osobno',
  'funnels.devices_words':
    'Tak widzi sklep, który nie łączy urządzeń: kto ogląda w telefonie, a płaci na komputerze, wygląda na utraconego.',
  'funnels.completion': 'Od oglądania do zamówienia',
  'funnels.by': 'Konwersja według',
  'funnels.by_caption': 'Odwiedzający i konwersja: {dimension}',
  'funnels.people': '{reached}, a potem nie dalej: {missed}',
  'funnels.no_people': 'Nikogo',
  'funnels.newest': 'Najnowsze {n} z nich.',
  'people.person': 'Osoba',
  'people.devices': 'Urządzenia',
  'people.last': 'Ostatnia godzina',
  'buyers.title': 'Klienci, którzy wracają',
  'buyers.lead':
    'Według miesiąca pierwszego zamówienia. Ze wszystkich zachowanych zamówień, bez względu na okres powyżej.',
  'buyers.none': 'Jeszcze bez zamówień',
  'buyers.none_words': 'Pierwszy miesiąc pojawi się tutaj, gdy tylko ktoś złoży zamówienie.',
  'buyers.month': 'Pierwsze zamówienie',
  'buyers.customers': 'Klienci',
  'buyers.back_30': 'Wrócili w 30 dni',
  'buyers.back_90': 'Wrócili w 90 dni',
  'buyers.worth': 'Przyniósł każdy, do dziś',
  'buyers.of_so_far': { one: 'na razie z {n}', few: 'na razie z {n}', many: 'na razie z {n}', other: 'na razie z {n}' },
};

import type { Translated } from '../../words.ts';
import type { start as en } from '../en/start.ts';

export const start: Translated<typeof en> = {
  'start.lead': 'Od zera do pierwszej półki. Każdy krok odhacza się sam, gdy się stanie.',
  'start.done': 'Wszystko działa: kupujący widzą półki.',
  'start.go': 'Zobacz sklep teraz',
  'start.step_done': 'gotowe',
  'start.step_open': 'do zrobienia',
  'start.catalogue': 'Zaimportuj produkty',
  'start.catalogue_words':
    'Bez produktów nie ma co pokazać. Jeden obiekt JSON w wierszu, z polami feedu Google; polecenie przyjmuje też CSV i TSV.',
  'start.products': {
    one: 'Jeden produkt jest',
    few: '{n} produkty są',
    many: '{n} produktów jest',
    other: '{n} produktu jest',
  },
  'start.file': 'Plik z produktami (NDJSON)',
  'start.upload': 'Importuj',
  'start.uploading': 'Trwa import {name} …',
  'start.uploaded': 'Przyjęto: {accepted}. Odrzucono: {refused}.',
  'start.unfit':
    'Odrzucono: {refused}, prawie cały plik. Dlatego nic z niego nie przyjęto, także dobrych wierszy ({accepted}): popraw plik.',
  'start.unfit_all':
    'Odrzucone: {refused}, czyli cały plik. Nic z niego nie przyjęto ani nie opublikowano: plik trzeba poprawić.',
  'start.not_ndjson': 'Plik nie ma jednego obiektu JSON w wierszu. CSV lub TSV zaimportuje polecenie poniżej.',
  'start.not_published':
    'Produkty są zapisane, ale nie dało się ich teraz opublikować. Za chwilę zaimportuj ten sam plik jeszcze raz.',
  'start.stands': {
    one: 'Katalog pozostał, jaki był: jeden produkt.',
    few: 'Katalog pozostał, jaki był: {n} produkty.',
    many: 'Katalog pozostał, jaki był: {n} produktów.',
    other: 'Katalog pozostał, jaki był: {n} produktu.',
  },
  'start.none_stands': 'Katalogu jeszcze nie ma.',
  'start.upload_anyway': {
    one: 'Przyjmij mimo to jeden dobry wiersz',
    few: 'Przyjmij mimo to {n} dobre wiersze',
    many: 'Przyjmij mimo to {n} dobrych wierszy',
    other: 'Przyjmij mimo to {n} dobrego wiersza',
  },
  'start.refused_line': 'Wiersz {line}: {reason}',
  'start.command': 'Lub poleceniem',
  'start.origin': 'Podaj adres sklepu',
  'start.origin_words': 'Strony spod innych adresów są odrzucane.',
  'start.origin_field': 'Adres, na przykład https://my-shop.example',
  'start.origin_add': 'Dodaj',
  'start.tag': 'Wklej kod',
  'start.tag_words': 'W nagłówku każdej strony. Styl rezerwuje miejsce półki, żeby nic nie skakało.',
  'start.tag_label': 'Do nagłówka każdej strony',
  'start.tag_more': 'Więcej o instalacji i sprawdzenie strony',
  'start.event': 'Pierwsze zdarzenie',
  'start.event_words': 'Otwórz stronę sklepu: pojawi się tu w dwie sekundy.',
  'start.events': {
    one: 'Przyszło jedno zdarzenie',
    few: 'Przyszły {n} zdarzenia',
    many: 'Przyszło {n} zdarzeń',
    other: 'Przyszło {n} zdarzenia',
  },
  'start.waiting': 'Czekamy',
  'start.shelf': 'Pierwsza półka',
  'start.shelf_words':
    'Postaw ją tam, gdzie ma stać, na przykład na stronie głównej. Liczy się, gdy zobaczy ją kupujący.',
  'start.shelf_label': 'Gdzie ma stać półka',
  'start.shelves': { one: 'Półkę zobaczono raz', other: 'Półki zobaczono {n} razy' },
};

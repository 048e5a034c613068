import type { Translated } from '../../words.ts';
import type { start as en } from '../en/start.ts';

export const start: Translated<typeof en> = {
  'start.lead': 'De la nimic la primul raft. Fiecare pas se bifează singur când s-a întâmplat.',
  'start.done': 'Totul merge: cumpărătorii văd rafturi.',
  'start.go': 'Vezi magazinul acum',
  'start.step_done': 'gata',
  'start.step_open': 'de făcut',
  'start.catalogue': 'Importă produsele',
  'start.catalogue_words':
    'Fără produse nu e nimic de arătat. Câte un obiect JSON pe linie, cu câmpurile feedului Google; comanda acceptă și CSV și TSV.',
  'start.products': { one: 'Un produs este aici', few: '{n} produse sunt aici', other: '{n} de produse sunt aici' },
  'start.file': 'Un fișier cu produse (NDJSON)',
  'start.upload': 'Importă',
  'start.uploading': 'Se importă {name} …',
  'start.uploaded': 'Primite: {accepted}. Refuzate: {refused}.',
  'start.unfit':
    'Refuzate: {refused}, aproape tot fișierul. De aceea nu se ia nimic din el, nici rândurile bune ({accepted}): corectează fișierul.',
  'start.unfit_all':
    'Refuzate: {refused}, adică tot fișierul. Nu se ia și nu se publică nimic din el: fișierul trebuie corectat.',
  'start.not_ndjson': 'Fișierul nu are câte un obiect JSON pe linie. Un CSV sau TSV intră cu comanda de mai jos.',
  'start.not_published':
    'Produsele sunt salvate, dar nu au putut fi publicate acum. Importă același fișier din nou peste o clipă.',
  'start.stands': {
    one: 'Catalogul rămâne cum era, cu un produs.',
    few: 'Catalogul rămâne cum era, cu {n} produse.',
    other: 'Catalogul rămâne cum era, cu {n} de produse.',
  },
  'start.none_stands': 'Încă nu există un catalog.',
  'start.upload_anyway': {
    one: 'Ia totuși singurul rând bun',
    few: 'Ia totuși cele {n} rânduri bune',
    other: 'Ia totuși cele {n} de rânduri bune',
  },
  'start.refused_line': 'Linia {line}: {reason}',
  'start.command': 'Sau prin comandă',
  'start.origin': 'Trece adresa magazinului',
  'start.origin_words': 'Paginile de la alte adrese sunt refuzate.',
  'start.origin_field': 'Adresa, de pildă https://my-shop.example',
  'start.origin_add': 'Adaugă',
  'start.tag': 'Lipește codul',
  'start.tag_words': 'În antetul fiecărei pagini. Stilul păstrează locul raftului, ca nimic să nu se miște.',
  'start.tag_label': 'Pentru antetul fiecărei pagini',
  'start.tag_more': 'Mai multe despre instalare și o verificare a paginii',
  'start.event': 'Primul eveniment',
  'start.event_words': 'Deschide o pagină a magazinului: se vede aici în două secunde.',
  'start.events': { one: 'A venit un eveniment', few: 'Au venit {n} evenimente', other: 'Au venit {n} de evenimente' },
  'start.waiting': 'Se așteaptă',
  'start.shelf': 'Primul raft',
  'start.shelf_words':
    'Pune-l unde trebuie să stea, de pildă pe pagina principală. Contează când l-a văzut un cumpărător.',
  'start.shelf_label': 'Unde trebuie să stea raftul',
  'start.shelves': {
    one: 'Un raft a fost văzut o dată',
    few: 'Rafturile au fost văzute de {n} ori',
    other: 'Rafturile au fost văzute de {n} de ori',
  },
};

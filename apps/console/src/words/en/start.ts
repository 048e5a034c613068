export const start = {
  'start.lead': 'From nothing to the first shelf. Each step is ticked off by itself when it has happened.',
  'start.done': 'Everything works: shoppers see shelves.',
  'start.go': 'See the shop as it is now',
  'start.step_done': 'done',
  'start.step_open': 'open',
  'start.catalogue': 'Import the products',
  'start.catalogue_words':
    'Without products there is nothing to show. One JSON object a line, with the fields of Google’s product feed; the command also takes CSV and TSV.',
  'start.products': { one: 'One product is here', other: '{n} products are here' },
  'start.file': 'A file of products (NDJSON)',
  'start.upload': 'Import',
  'start.uploading': 'Importing {name} …',
  'start.uploaded': 'Taken: {accepted}. Refused: {refused}.',
  'start.unfit':
    'Refused: {refused}, nearly the whole file. So nothing of it is taken, {accepted} good rows included: mend the file.',
  'start.unfit_all':
    'Refused: {refused}, the whole file. Nothing of it is taken or published: the file has to be mended.',
  'start.not_ndjson': 'The file is not one JSON object a line. A CSV or TSV goes in with the command below.',
  'start.not_published':
    'The products are stored, but could not be published just now. Import the same file again in a moment.',
  'start.stands': {
    one: 'The catalogue stands as it was, with one product.',
    other: 'The catalogue stands as it was, with {n} products.',
  },
  'start.none_stands': 'There is no catalogue yet.',
  'start.upload_anyway': { one: 'Take the one good row all the same', other: 'Take the {n} good rows all the same' },
  'start.refused_line': 'Line {line}: {reason}',
  'start.command': 'Or by command',
  'start.origin': 'List the shop’s address',
  'start.origin_words': 'Pages of other addresses are refused.',
  'start.origin_field': 'Address, such as https://my-shop.example',
  'start.origin_add': 'Add',
  'start.tag': 'Paste the tag',
  'start.tag_words':
    'Into the head of every page. The style keeps each shelf’s place, so that nothing moves when it comes.',
  'start.tag_label': 'For the head of every page',
  'start.tag_more': 'More about installing, and a check of your page',
  'start.event': 'The first event',
  'start.event_words': 'Open a page of the shop: it is seen here within two seconds.',
  'start.events': { one: 'One event came', other: '{n} events came' },
  'start.waiting': 'Waiting for it',
  'start.shelf': 'The first shelf',
  'start.shelf_words':
    'Put it where it should stand, for example on the home page. It counts when a shopper has seen it.',
  'start.shelf_label': 'Where the shelf should stand',
  'start.shelves': { one: 'A shelf was seen once', other: 'Shelves were seen {n} times' },
};

/** Funnels. */
export const funnels = {
  'funnels.lead':
    'How many people go on from looking to ordering, on whichever of their devices, and where they are lost.',
  'funnels.figures': 'In short',
  'funnels.title': 'From looking to ordering',
  'funnels.title_words': 'Each step counts people who also came to every step before it.',
  'funnels.went_on': '{share} of the step before',
  'funnels.stitched': { one: '{n} only by joined devices', other: '{n} only by joined devices' },
  'funnels.lost_here': { one: '{n} person lost here', other: '{n} people lost here' },
  'funnels.devices': 'On each device alone',
  'funnels.devices_words':
    'What a shop sees that does not join devices: who looks on a phone and pays on a computer looks lost.',
  'funnels.completion': 'View to order',
  'funnels.by': 'Conversion by',
  'funnels.by_caption': 'Visitors and conversion by {dimension}',
  'funnels.people': '{reached}, then no further: {missed}',
  'funnels.no_people': 'Nobody',
  'funnels.newest': 'The newest {n} of them.',
  'people.person': 'Person',
  'people.devices': 'Devices',
  'people.last': 'Last seen, hour',
};

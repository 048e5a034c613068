/** What each protocol measures, in the words that every output carries: a figure means nothing without them. */
export const PROTOCOLS = {
  'next-item':
    'Every click of a test session but its first is predicted from the clicks before it and ranked over the whole training ' +
    'catalogue; figures are means over all predictions. Test clicks on items that training never saw are left out. The ' +
    'current item counts like any other; "shelf" neither shows nor counts it. Nothing is learned from the test.',
  'leave-one-out':
    'Each line of a test basket in turn is hidden, predicted from the other lines and ranked over the whole training ' +
    'catalogue; figures are means over all predictions. What is in the basket already is neither shown nor counted. Lines ' +
    'that training never saw and baskets of one line are left out. Nothing is learned from the test.',
} as const;

export type Protocol = keyof typeof PROTOCOLS;

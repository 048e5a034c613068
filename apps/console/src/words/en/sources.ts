/** Sources. */
export const sources = {
  'sources.lead': 'What each source brings, what it costs, and what is left.',
  'sources.figures': 'In short',
  'sources.over_time': 'Over the period',
  'sources.chart': '{metric} over the period',
  'sources.no_points': 'Nothing in this period',
  'sources.by': 'Split by',
  'sources.by_caption': 'What each brings and costs, by {dimension}',
  'costs.title': 'Advertising costs',
  'costs.lead':
    'A row replaces that of the same day, source, campaign and currency. Source and campaign as in utm_source and utm_campaign.',
  'costs.upload': 'Put in a CSV',
  'costs.none': 'No costs in this period',
  'costs.none_words':
    'Put in a table with these headings. With it, the cost of an order and of a new buyer show above.',
  'costs.day': 'Day',
  'costs.taken': { one: '{n} row taken', other: '{n} rows taken' },
  'costs.refused': { one: 'Nothing was taken: {n} line is wrong', other: 'Nothing was taken: {n} lines are wrong' },
  'costs.too_large': 'The file is larger than {n} MiB.',
  'costs.line': 'Line',
  'costs.what': 'What is wrong',
};

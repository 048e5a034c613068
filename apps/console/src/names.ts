/** Dimensions and their values in the reader's language. */
import { nameOf } from './format.ts';
import { say, t } from './words.ts';

const NOT_SET = '(not set)';
const OTHER = '(other)';

export const dimensionName = (dimension: string): string => say(`facet.${dimension}`, dimension);

export function valueName(dimension: string, value: string): string {
  if (value === NOT_SET || value === '') return t('value.not_set');
  if (value === OTHER) return t('value.other');
  if (dimension === 'country') return nameOf('region', value);
  if (dimension === 'language') return nameOf('language', value);
  return say(`value.${dimension}.${value}`, value);
}

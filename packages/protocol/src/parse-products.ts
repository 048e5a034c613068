/** The boundary of the products' API. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { check } from './parse.ts';

const MOST = 50;

const search = v.object({
  search: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LIMITS.searchTermLength)),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(MOST)),
    '20',
  ),
});
const item = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.idLength));

/** @throws RequestFault 400 that names the field */
export const parseProductSearch = (query: unknown) => check('query', search, query);
export const parseItemId = (id: unknown) => check('query.item', item, id);

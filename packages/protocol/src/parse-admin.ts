/** The boundary of the admin API: sites and behaviour rows. */
import * as v from 'valibot';
import { isCurrency } from './minor-units.ts';
import { check, complaint } from './parse.ts';
import { RequestFault } from './read-json.ts';
import * as schema from './schemas-admin.ts';

/** @throws RequestFault 400 that names the field. */
export function parseSiteDraft(body: unknown): v.InferOutput<typeof schema.siteDraft> {
  const draft = check('site', schema.siteDraft, body);
  assertTimeZone(draft.time_zone);
  const unknown = draft.currencies.find((currency) => !isCurrency(currency));
  if (unknown !== undefined) {
    throw new RequestFault(
      400,
      'invalid',
      `site.currencies: got '${unknown}', expected a code of ISO 4217 such as EUR`,
    );
  }
  return draft;
}

/** @throws RequestFault 400 that names the field. */
export function parseSitePatch(body: unknown): v.InferOutput<typeof schema.sitePatch> {
  return check('site', schema.sitePatch, body);
}

export const parseExperimentNote = (body: unknown, experiment: string) => ({
  experiment: check('experiment', schema.experimentName, experiment),
  ...check('note', schema.experimentNote, body),
});
export const parseAuditQuery = (query: unknown) => check('query', schema.auditQuery, query);
export const parseCatalogueImportQuery = (query: unknown) => check('query', schema.catalogueImportQuery, query);
export const parseSignIn = (body: unknown) => check('session', schema.signIn, body);

function assertTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw new RequestFault(
      400,
      'invalid',
      `site.time_zone: got '${name}', expected an IANA name such as Europe/Bucharest`,
    );
  }
}

export interface BehaviourRow {
  session: string;
  item: string;
  /** ms since the epoch. */
  time: number;
  kind: 'view' | 'cart' | 'purchase';
}

const KIND_OF = { view_item: 'view', add_to_cart: 'cart', purchase: 'purchase' } as const;

const DAY_MS = 86_400_000;

/**
 * One line of a behaviour import, or why it was refused.
 * @param now ms since the epoch: what lies more than a day ahead is a mistake in units or clocks
 */
export function parseBehaviourRow(raw: unknown, now: number): BehaviourRow | string {
  const result = v.safeParse(schema.behaviourRow, raw, { abortEarly: true });
  if (!result.success) return complaint(result.issues);
  const { session_id, item_id, timestamp, event = 'view_item' } = result.output;
  const time = Math.round(timestamp < 1e11 ? timestamp * 1000 : timestamp);
  if (time > now + DAY_MS) return `timestamp: ${timestamp} lies in the future; expected seconds or milliseconds`;
  return {
    session: String(session_id),
    item: String(item_id),
    time,
    kind: KIND_OF[event],
  };
}

/** What the shop's staff say to the admin API: a site, its log and imports, who signs in. Their plan stands in `schemas-plan.ts`. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { currency, itemId, language, siteKey, text } from './schemas.ts';

/** `POST /admin/v1/sites`. */
export const siteDraft = v.strictObject({
  id: siteKey,
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.nameLength)),
  /** Origins whose pages may write events and read shelves: scheme, host, port. */
  origins: v.pipe(v.array(text(LIMITS.urlLength)), v.maxLength(64)),
  /** IANA name. */
  time_zone: v.pipe(v.string(), v.maxLength(64)),
  /** ISO 4217; the first is the default. */
  currencies: v.pipe(v.array(currency), v.nonEmpty(), v.maxLength(32)),
  /** Market used where a page names none. */
  default_market: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.idLength))),
  default_language: v.exactOptional(language),
});

export const sitePatch = v.strictObject({
  name: v.exactOptional(siteDraft.entries.name),
  origins: v.exactOptional(siteDraft.entries.origins),
  default_market: siteDraft.entries.default_market,
  default_language: siteDraft.entries.default_language,
  /** Turns the script off at every page. */
  off: v.exactOptional(v.boolean()),
  /** A plan needs a second person's approval before it is published. */
  plan_approval: v.exactOptional(v.boolean()),
});

/** `POST /admin/v1/session`. */
export const signIn = v.strictObject({ token: v.pipe(v.string(), v.maxLength(LIMITS.tokenLength)) });

/** Who is signed in. `csrf` goes with every change as `x-edgewise-csrf`; missing for a bearer token, which needs none. */
export const signedIn = v.object({
  name: v.string(),
  role: v.picklist(['viewer', 'editor', 'owner']),
  csrf: v.exactOptional(v.string()),
});

/** `PUT …/experiments/{experiment}/note`. */
export const experimentNote = v.strictObject({
  hypothesis: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.noteLength)), ''),
  conclusion: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.noteLength)), ''),
});
/** As the plan names experiments. */
export const experimentName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/), v.maxLength(64));

/** `GET …/audit`. */
export const auditQuery = v.object({
  about: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z_.]{0,40}$/))),
  before: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
});

const rowsSoFar = v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number)), '0');
const yesOrNo = v.exactOptional(v.picklist(['0', '1']));
export const catalogueImportQuery = v.object({
  publish: yesOrNo,
  /** Takes what could be used, however much was refused. */
  force: yesOrNo,
  /** Of an import that comes in several requests. */
  import: v.exactOptional(v.pipe(v.string(), v.regex(new RegExp(`^[\\w-]{1,${LIMITS.importNameLength}}$`)))),
  /** Rows of it before this request. */
  accepted: rowsSoFar,
  refused: rowsSoFar,
});

export const auditAnswer = v.object({
  entries: v.array(
    v.object({
      id: v.number(),
      /** ms since the epoch. */
      at: v.number(),
      /** Null: the worker itself, or a shopper. */
      who: v.nullable(v.string()),
      why: v.nullable(v.string()),
      what: v.string(),
      detail: v.record(v.string(), v.unknown()),
    }),
  ),
});

export const behaviourRow = v.object({
  session_id: itemId,
  item_id: itemId,
  /** Seconds or milliseconds since the epoch: below 1e11 it is seconds. */
  timestamp: v.pipe(v.number(), v.finite(), v.minValue(0)),
  event: v.exactOptional(v.picklist(['view_item', 'add_to_cart', 'purchase'])),
});

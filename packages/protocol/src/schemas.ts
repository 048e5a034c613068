/**
 * The wire as valibot schemas: what `parse.ts` checks with and what `openapi.ts` describes. The types in `events.ts` are
 * written by hand so that the SDK needs no library; `parse.test.ts` holds the two against each other.
 */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { moment } from './schemas-placement.ts';

export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
export const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LIMITS.idLength));
const finite = v.pipe(v.number(), v.finite());
const money = v.pipe(v.number(), v.minValue(0), v.maxValue(LIMITS.amount));
const millis = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15));
const url = text(LIMITS.urlLength);
export const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
export const language = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/), v.maxLength(35));
/** As pages state theirs, many of them wrongly: `en_GB` is en-GB, and what is no language is none. No batch is refused for it. */
const pageLanguage = v.fallback(
  v.pipe(
    v.string(),
    v.transform((stated) => stated.trim().replaceAll('_', '-')),
    language,
  ),
  undefined as never,
);
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A site's public key: a slug; the suffix `.eu` is its jurisdiction, fixed when it was made. */
export const siteKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,38}(\.eu)?$/));

export const tier = v.picklist(['contextual', 'session', 'device', 'person']);

export const consent = v.object({
  tier,
  messages: v.exactOptional(v.record(v.picklist(['email', 'push', 'sms']), v.boolean())),
});

/** Shops send numbers for ids now and then; both name the same item. */
export const itemId = v.union([id, v.pipe(v.number(), v.safeInteger())]);

export const item = v.object({
  item_id: itemId,
  item_name: v.exactOptional(text(LIMITS.nameLength)),
  item_brand: v.exactOptional(text(LIMITS.nameLength)),
  item_category: v.exactOptional(text(LIMITS.nameLength)),
  item_category2: v.exactOptional(text(LIMITS.nameLength)),
  item_category3: v.exactOptional(text(LIMITS.nameLength)),
  item_category4: v.exactOptional(text(LIMITS.nameLength)),
  item_category5: v.exactOptional(text(LIMITS.nameLength)),
  item_variant: v.exactOptional(text(LIMITS.nameLength)),
  item_group_id: v.exactOptional(id),
  price: v.exactOptional(money),
  quantity: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))),
  discount: v.exactOptional(finite),
  coupon: v.exactOptional(text(LIMITS.idLength)),
  index: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  item_list_id: v.exactOptional(text(LIMITS.idLength)),
  item_list_name: v.exactOptional(text(LIMITS.nameLength)),
  availability: v.exactOptional(text(LIMITS.nameLength)),
});

const scalar = v.union([text(LIMITS.paramValueLength), finite, v.boolean(), v.null()]);

export const params = v.objectWithRest(
  {
    items: v.exactOptional(v.pipe(v.array(item), v.maxLength(LIMITS.itemsPerEvent))),
    currency: v.exactOptional(currency),
    value: v.exactOptional(v.pipe(v.number(), v.minValue(-LIMITS.amount), v.maxValue(LIMITS.amount))),
    transaction_id: v.exactOptional(itemId),
    search_term: v.exactOptional(text(LIMITS.searchTermLength)),
    item_list_id: v.exactOptional(text(LIMITS.idLength)),
    item_list_name: v.exactOptional(text(LIMITS.nameLength)),
    page_location: v.exactOptional(url),
    page_referrer: v.exactOptional(url),
    page_title: v.exactOptional(text(LIMITS.nameLength)),
  },
  scalar,
);

/** GA4's rule for names: a letter, then letters, digits and underscores. */
const eventName = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]*$/), v.maxLength(LIMITS.eventNameLength));

export const event = v.object({ n: sequence, t: millis, name: eventName, params: v.exactOptional(params) });

export const context = v.object({
  page_location: url,
  page_referrer: v.exactOptional(url),
  page_title: v.exactOptional(text(LIMITS.nameLength)),
  language: v.exactOptional(pageLanguage),
  device_category: v.exactOptional(v.picklist(['phone', 'tablet', 'desktop', 'tv', 'watch'])),
  app: v.exactOptional(v.picklist(['installed', 'in-app'])),
});

/** Device, visit and batch ids: random, at least 64 bits as base64url or a UUID. */
export const randomId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11,64}$/));
const route = text(LIMITS.routeLength);
const capsule = text(LIMITS.capsuleLength);

const batchBase = {
  v: v.literal(1),
  site: siteKey,
  sent: millis,
  consent,
  context,
};

export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Values that name nobody (`guest`, `null`, …) pass here: they are kept on the device and never linked. */
export const claim = v.object({
  user_id: v.exactOptional(text(LIMITS.idLength)),
  email_sha256: v.exactOptional(sha256),
  phone_sha256: v.exactOptional(sha256),
  token: v.exactOptional(text(LIMITS.tokenLength)),
  link: v.exactOptional(text(LIMITS.linkLength)),
  browser: v.exactOptional(text(LIMITS.linkLength)),
});

/** An uncompressed P-256 point, 65 bytes. */
const proofKey = v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/));

export const personBatch = v.object({
  ...batchBase,
  device: randomId,
  route: v.exactOptional(route),
  claim: v.exactOptional(claim),
  proof_key: v.exactOptional(proofKey),
  hand_off: v.exactOptional(v.union([v.literal(true), v.literal('browser')])),
  events: v.pipe(v.array(event), v.maxLength(LIMITS.eventsPerBatch)),
  void: v.exactOptional(v.pipe(v.array(v.tuple([sequence, sequence])), v.maxLength(LIMITS.voidRangesPerBatch))),
  withdrawn: v.exactOptional(v.picklist(['contextual', 'session', 'device'])),
});

export const anonymousBatch = v.object({
  ...batchBase,
  batch: randomId,
  visit: v.exactOptional(randomId),
  events: v.pipe(v.array(event), v.maxLength(LIMITS.eventsPerBatch)),
});

export const collectBody = v.union([personBatch, anonymousBatch]);

export const refusedEvent = v.object({ n: v.nullable(v.number()), reason: v.string() });

export const collectAnswer = v.object({
  v: v.literal(1),
  ack: v.exactOptional(v.number()),
  refused: v.exactOptional(v.array(refusedEvent)),
  route: v.exactOptional(v.string()),
  capsule: v.exactOptional(v.string()),
  claim: v.exactOptional(
    v.object({ state: v.picklist(['joined', 'labelled', 'refused']), reason: v.exactOptional(v.string()) }),
  ),
  reset: v.exactOptional(v.literal(true)),
  link: v.exactOptional(v.string()),
  browser: v.exactOptional(v.string()),
  off: v.exactOptional(v.literal(true)),
});

export const pageType = v.picklist(['home', 'category', 'product', 'search', 'cart', 'checkout', 'purchase', 'other']);

export const seenItem = v.object({
  item_id: id,
  name: v.picklist(['view_item', 'add_to_cart', 'remove_from_cart', 'purchase', 'select_item']),
  t: millis,
});

export const placement = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/), v.maxLength(64)),
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.cardsPerShelf))),
});

export const widgetsBody = v.object({
  v: v.literal(1),
  site: siteKey,
  sent: millis,
  consent,
  context,
  page: v.object({
    type: pageType,
    item_id: v.exactOptional(id),
    item_category: v.exactOptional(text(LIMITS.nameLength)),
    search_term: v.exactOptional(text(LIMITS.searchTermLength)),
  }),
  placements: v.pipe(v.array(placement), v.nonEmpty(), v.maxLength(LIMITS.placementsPerRequest)),
  seen: v.pipe(v.array(seenItem), v.maxLength(LIMITS.seenPerRequest)),
  cart: v.exactOptional(v.pipe(v.array(id), v.maxLength(LIMITS.itemsPerEvent))),
  market: v.exactOptional(text(LIMITS.idLength)),
  visit: v.exactOptional(randomId),
  device: v.exactOptional(randomId),
  route: v.exactOptional(route),
  capsule: v.exactOptional(capsule),
  format: v.exactOptional(v.picklist(['html', 'dsd', 'json'])),
  /** The characters that CSP allows in one. */
  nonce: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/_-]+={0,2}$/), v.maxLength(LIMITS.nonceLength))),
  /** Token of a preview link: the draft in place of the published plan. */
  preview: v.exactOptional(text(LIMITS.previewLength)),
});

export const card = v.object({
  item_id: v.string(),
  title: v.string(),
  url: v.string(),
  image: v.exactOptional(v.string()),
  price: v.number(),
  was: v.exactOptional(v.number()),
  currency: v.string(),
  strategy: v.string(),
  reason: v.string(),
  index: v.number(),
});

export const widgetsAnswer = v.object({
  v: v.literal(1),
  request: v.string(),
  plan: v.string(),
  model: v.string(),
  catalogue: v.string(),
  css: v.string(),
  shelves: v.array(
    v.object({
      placement: v.string(),
      title: v.string(),
      html: v.string(),
      items: v.array(v.object({ item_id: v.string(), strategy: v.string(), reason: v.string() })),
      fallback: v.number(),
      cards: v.exactOptional(v.array(card)),
      moment: v.exactOptional(moment),
      arms: v.exactOptional(v.string()),
    }),
  ),
  route: v.exactOptional(v.string()),
  capsule: v.exactOptional(v.string()),
  off: v.exactOptional(v.literal(true)),
});

export const recommendationsAnswer = v.object({
  v: v.literal(1),
  request: v.string(),
  plan: v.string(),
  model: v.string(),
  catalogue: v.string(),
  placement: v.string(),
  title: v.string(),
  fallback: v.number(),
  cards: v.array(card),
  arms: v.exactOptional(v.string()),
});

export const errorAnswer = v.object({
  error: v.object({ code: v.string(), message: v.string() }),
  request: v.string(),
});

/** `POST /v1/server/events`: the shop's backend. Who did it: a user, a device, or the order itself [W10]. */
export const serverEvent = v.object({
  name: eventName,
  /** When it happened, ms since the epoch; when received, where missing. */
  t: v.exactOptional(millis),
  user_id: v.exactOptional(itemId),
  device: v.exactOptional(randomId),
  params: v.exactOptional(params),
});

export const serverEventsBody = v.object({
  events: v.pipe(v.array(serverEvent), v.nonEmpty(), v.maxLength(LIMITS.eventsPerBatch)),
});

export const serverEventsAnswer = v.object({
  accepted: v.number(),
  repeated: v.number(),
  refused: v.array(v.object({ index: v.number(), reason: v.string() })),
});

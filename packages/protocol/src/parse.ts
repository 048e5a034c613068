/** The boundary: from an untrusted body to types. Bad events are refused alone [W6]; a bad envelope is a RequestFault. */
import * as v from 'valibot';
import type { Consent, PageContext, RefusedEvent, Scalar, Tier, WireClaim, WireItem, WireParams } from './events.ts';
import type { Facets } from './facets.ts';
import { LIMITS } from './limits.ts';
import { isCurrency, minorUnits } from './minor-units.ts';
import { prototypeKey, RequestFault } from './read-json.ts';
import * as schema from './schemas.ts';
import { AVAILABILITIES, type Availability, type LineItem, type ShopEvent } from './shop-event.ts';

const DAY_MS = 86_400_000;
const OLDEST_EVENT_MS = 30 * DAY_MS;

/** An event's time by the server's clock [W5], ms since the epoch. */
export function correctTime(t: number, sent: number, received: number): number {
  return Math.min(received, Math.max(received - OLDEST_EVENT_MS, Math.round(t + (received - sent))));
}

const keysOf = ({ path }: v.BaseIssue<unknown>): string[] => path?.map(({ key }) => String(key)) ?? [];

/** Says what is wrong with a value: where, what came, what was expected. */
export function complaint(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  // A union's own issue says little; the deepest of its branches says what the sender meant.
  let issue: v.BaseIssue<unknown> = issues[0];
  const keys = keysOf(issue);
  while (issue.issues?.length) {
    issue = issue.issues.reduce((a, b) => (keysOf(b).length > keysOf(a).length ? b : a));
    // A branch knows its path from the union on.
    keys.push(...keysOf(issue));
  }
  const path = keys.join('.');
  // The message quotes what came, which may be long.
  return `${path || 'value'}: ${wordsOf(issue)}`.slice(0, LIMITS.reasonLength);
}

/** What the library says of keys is in its own words. */
function wordsOf({ expected, received, message }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'nothing of this name is known here';
  return received === 'undefined' && expected !== null ? 'is missing' : message;
}

export function check<T extends v.GenericSchema>(name: string, which: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(which, value, { abortEarly: true });
  if (!result.success) throw new RequestFault(400, 'invalid', `${name}.${complaint(result.issues)}`);
  return result.output;
}

/** Commerce events say nothing without an item. */
const NEEDS_ITEMS = new Set(['view_item', 'select_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist']);

const KNOWN = new Set(['items', 'currency', 'value', 'transaction_id', 'search_term', 'item_list_id', 'page_location']);

const isAvailability = (stated: unknown): stated is Availability => AVAILABILITIES.includes(stated as Availability);

type ParsedParams = v.InferOutput<typeof schema.params>;

function lineItem(item: WireItem | v.InferOutput<typeof schema.item>, currency: string): LineItem {
  const category = [
    item.item_category,
    item.item_category2,
    item.item_category3,
    item.item_category4,
    item.item_category5,
  ].filter((c): c is string => !!c);
  return {
    item: String(item.item_id),
    category,
    quantity: item.quantity ?? 1,
    ...(item.item_group_id !== undefined && { group: item.item_group_id }),
    ...(item.item_name !== undefined && { name: item.item_name }),
    ...(item.item_brand !== undefined && { brand: item.item_brand }),
    ...(item.item_variant !== undefined && { variant: item.item_variant }),
    ...(item.price !== undefined && { price: minorUnits(item.price, currency) }),
    ...(item.item_list_id !== undefined && { list: item.item_list_id }),
    ...(item.index !== undefined && { index: item.index }),
    ...(isAvailability(item.availability) && { availability: item.availability }),
  };
}

export function shopEvent(
  name: string,
  n: number,
  time: number,
  params: ParsedParams | WireParams,
  defaultCurrency: string,
): ShopEvent {
  const currency = params.currency ?? defaultCurrency;
  const items = (params.items ?? []).map((item) => lineItem(item as WireItem, currency));
  const rest: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(params)) {
    if (!KNOWN.has(key) && value !== undefined) rest[key] = value as Scalar;
  }
  const money = params.value !== undefined || items.some((item) => item.price !== undefined);
  return {
    n,
    time,
    name,
    items,
    params: rest,
    ...(money && { currency }),
    ...(params.value !== undefined && { value: minorUnits(amountOf(name, params.value), currency) }),
    ...(params.transaction_id !== undefined && { transactionId: String(params.transaction_id).trim() }),
    ...(params.search_term !== undefined && { searchTerm: params.search_term }),
    ...(params.item_list_id !== undefined && { list: params.item_list_id }),
    ...(params.page_location !== undefined && { page: params.page_location }),
  };
}

/** A refund is an amount; many shops state it with a minus sign. */
const amountOf = (name: string, value: number): number => (name === 'refund' ? Math.abs(value) : value);

/** What a template leaves behind that had no order to name. By any of these all orders of a shop would be one. */
const NO_ORDER = /^(undefined|null|nan|none|\[object object\]|\{\{.*\}\}|\$\{.*\})?$/i;

const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** What is wrong with an event beyond its shape, or undefined. */
export function flaw(name: string, params: ParsedParams): string | undefined {
  if (NEEDS_ITEMS.has(name) && !params.items?.length) return `params.items: ${name} needs at least one item`;
  const transaction = String(params.transaction_id).trim();
  if (name === 'purchase') {
    if (params.transaction_id === undefined || transaction === '') {
      return 'params.transaction_id: a purchase is known by it [W10]';
    }
    if (NO_ORDER.test(transaction))
      return `params.transaction_id: got '${transaction.slice(0, 60)}', which is no order's`;
    if ((params.value ?? 0) < 0) return `params.value: got ${params.value}; what goes back to the shopper is a refund`;
  }
  if (PROTOTYPE_NAMES.has(transaction)) return 'params.transaction_id: names a prototype';
  const { currency } = params;
  if (currency !== undefined && !isCurrency(currency)) {
    return `params.currency: got '${currency}', expected a code of ISO 4217`;
  }
  // Sums of more are not exact, and over 2^63 minor units the counters' database adds up nothing at all.
  const worth = (params.items ?? []).reduce((sum, { price = 0, quantity = 1 }) => sum + price * quantity, 0);
  if (worth > LIMITS.amount) return `params.items: come to ${worth}, expected at most ${LIMITS.amount}`;
  const names = Object.keys(params);
  if (names.length > LIMITS.paramsPerEvent) {
    return `params: got ${names.length}, expected at most ${LIMITS.paramsPerEvent}`;
  }
  const long = names.find((key) => key.length > LIMITS.paramNameLength);
  if (long) return `params.${long.slice(0, LIMITS.paramNameLength)}…: name is longer than ${LIMITS.paramNameLength}`;
  return undefined;
}

/** A refused event as the shop is shown it: with the start of what came. */
export interface Refusal extends RefusedEvent {
  event: string;
}

const KEPT_OF_REFUSED = 1_024;

interface EnvelopeBase {
  /** Pseudonym of the sender's network for a day, where the worker knows it: caps what one network weighs [T3]. */
  network?: string;
  /** Where the batch came from, for the figures. */
  facets?: Facets;
  site: string;
  consent: Consent;
  context: PageContext;
  events: ShopEvent[];
  refused: Refusal[];
  /** The shop's first currency: what figures are in. */
  currency?: string;
}

export interface ParsedPersonBatch extends EnvelopeBase {
  kind: 'person';
  device: string;
  route?: string;
  claim?: WireClaim;
  proofKey?: string;
  /** A link to another host name is asked for, or what joins the browser's host names [W18]. */
  handOff?: true | 'browser';
  /** Experiments of the published plan, where an event says which arm was shown. */
  experiments?: string[];
  /** The tier that the shopper fell to. */
  withdrawn?: Exclude<Tier, 'person'>;
  void: [from: number, to: number][];
}

export interface ParsedAnonymousBatch extends EnvelopeBase {
  kind: 'anonymous';
  batch: string;
  visit?: string;
}

export type ParsedBatch = ParsedPersonBatch | ParsedAnonymousBatch;

const personEnvelope = v.object({ ...schema.personBatch.entries, events: v.array(v.unknown()) });
const anonymousEnvelope = v.object({ ...schema.anonymousBatch.entries, events: v.array(v.unknown()) });

/**
 * @param body parsed JSON of `POST /v1/collect`
 * @param received server clock, ms since the epoch
 * @param defaultCurrency ISO 4217, for events that state money and no currency
 * @throws RequestFault 400 where the envelope is wrong; events that are wrong land in `refused`
 */
export function parseBatch(body: unknown, received: number, defaultCurrency: string): ParsedBatch {
  const isPerson = typeof body === 'object' && body !== null && 'device' in body;
  const envelope = isPerson ? check('batch', personEnvelope, body) : check('batch', anonymousEnvelope, body);
  const tier = envelope.consent.tier;
  if (isPerson !== (tier === 'person')) {
    throw new RequestFault(
      400,
      'consent',
      `batch.device: a batch carries a device id at tier 'person' and only there, got tier '${tier}'`,
    );
  }
  if (envelope.events.length > LIMITS.eventsPerBatch) {
    throw new RequestFault(
      400,
      'invalid',
      `batch.events: got ${envelope.events.length}, expected at most ${LIMITS.eventsPerBatch}`,
    );
  }
  const events: ShopEvent[] = [];
  const refused: Refusal[] = [];
  for (const raw of envelope.events) {
    const bad = prototypeKey(raw);
    const result = bad ? undefined : v.safeParse(schema.event, raw, { abortEarly: true });
    const reason = bad
      ? `event: the key '${bad}' is not allowed`
      : result?.success
        ? flaw(result.output.name, result.output.params ?? {})
        : complaint(result!.issues!);
    if (reason !== undefined) {
      refused.push({ n: numberOf(raw), reason, event: JSON.stringify(raw).slice(0, KEPT_OF_REFUSED) });
      continue;
    }
    const ok = result!.output as v.InferOutput<typeof schema.event>;
    const time = correctTime(ok.t, envelope.sent, received);
    events.push(shopEvent(ok.name, ok.n, time, ok.params ?? {}, defaultCurrency));
  }
  const base = {
    site: envelope.site,
    consent: envelope.consent as Consent,
    context: envelope.context,
    events,
    refused,
    currency: defaultCurrency,
  };
  if ('device' in envelope) {
    for (const [from, to] of envelope.void ?? []) {
      if (to < from) throw new RequestFault(400, 'invalid', `batch.void: the range ${from}…${to} runs backwards`);
    }
    return {
      ...base,
      kind: 'person',
      device: envelope.device,
      void: envelope.void ?? [],
      ...(envelope.route !== undefined && { route: envelope.route }),
      ...(envelope.claim !== undefined && { claim: envelope.claim }),
      ...(envelope.proof_key !== undefined && { proofKey: envelope.proof_key }),
      ...(envelope.hand_off && { handOff: envelope.hand_off }),
      ...(envelope.withdrawn !== undefined && { withdrawn: envelope.withdrawn }),
    };
  }
  if (envelope.visit !== undefined && tier === 'contextual') {
    throw new RequestFault(400, 'consent', "batch.visit: tier 'contextual' carries no visit id");
  }
  return {
    ...base,
    kind: 'anonymous',
    batch: envelope.batch,
    ...(envelope.visit !== undefined && { visit: envelope.visit }),
  };
}

/** The number of an event that was refused, where it has a usable one. */
function numberOf(raw: unknown): number | null {
  const n = typeof raw === 'object' && raw !== null ? (raw as { n?: unknown }).n : undefined;
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 1 ? n : null;
}

export type ParsedWidgets = v.InferOutput<typeof schema.widgetsBody>;

/** @throws RequestFault 400 that names the field. */
export function parseWidgets(body: unknown): ParsedWidgets {
  const request = check('widgets', schema.widgetsBody, body);
  const { tier } = request.consent;
  if (tier !== 'person' && (request.device || request.route || request.capsule)) {
    throw new RequestFault(400, 'consent', `widgets.device: tier '${tier}' carries no device id, route or capsule`);
  }
  if (tier === 'contextual' && (request.visit || request.seen.length > 0)) {
    throw new RequestFault(400, 'consent', "widgets.seen: tier 'contextual' carries no visit id and no history");
  }
  return request;
}

/** Who was there, by hour with a bit a minute, and how far they came: sets, so that nothing can count twice [N8]. */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { HOUR_MS, MINUTE_MS } from './buckets.ts';
import { type EventLine, visitorOf } from './event-line.ts';
import { type Facet, facetsOf, facetValue } from './facets.ts';

/** Steps of the funnel, and shelves, as bits. */
export const STEP = { view: 1, cart: 2, checkout: 4, order: 8, listSeen: 16, listClick: 32 } as const;

const STEP_OF: Record<string, number> = {
  view_item: STEP.view,
  add_to_cart: STEP.cart,
  begin_checkout: STEP.checkout,
  purchase: STEP.order,
  view_item_list: STEP.listSeen,
  select_item: STEP.listClick,
};

/** Lists of the shop's own are no step: they are not Edgewise's shelves [X14]. */
export const stepOf = ({ name, ownList }: Pick<ShopEvent, 'name' | 'ownList'>): number =>
  !ownList && Object.hasOwn(STEP_OF, name) ? STEP_OF[name]! : 0;

/** One person on one device in one hour of UTC. Rows of one key are joined by `joinPresence`, in any order. */
export interface Presence {
  /** Hours since the epoch. */
  hour: number;
  person: string;
  device: string;
  /** Minutes 0–29 and 30–59 of the hour as bits; both 0 where only the backend spoke. */
  early: number;
  late: number;
  steps: number;
  /** The line whose facets stand here: the first by time, then number. */
  time: number;
  n: number;
  facets: Record<Facet, string>;
}

/**
 * A click on a shelf, one on a list of the shop's own (`own`), or an item bought, which attribution joins; or an hour in which
 * the person was in a segment.
 */
export interface Touch {
  kind: 'click' | 'own' | 'buy' | 'in';
  person: string;
  device: string;
  /** The line's number; of a segment the hour since the epoch. */
  n: number;
  time: number;
  /** Of a segment its id. */
  item: string;
  /** The shelf or list of a click, the order of what was bought; of a segment nothing. */
  of: string;
}

export const minuteBits = (time: number): { early: number; late: number } => {
  const minute = Math.floor((time % HOUR_MS) / MINUTE_MS);
  return minute < 30 ? { early: 1 << minute, late: 0 } : { early: 0, late: 1 << (minute - 30) };
};

export function joinPresence(a: Presence, b: Presence): Presence {
  const first = a.time < b.time || (a.time === b.time && a.n <= b.n) ? a : b;
  return { ...first, early: a.early | b.early, late: a.late | b.late, steps: a.steps | b.steps };
}

const keyOf = ({ hour, person, device }: Presence): string => `${hour}|${person}|${device}`;

/** One row a person, device and hour. */
export function presenceOf(lines: readonly EventLine[]): Presence[] {
  const rows = new Map<string, Presence>();
  for (const line of lines) {
    const who = visitorOf(line);
    if (!who) continue;
    const bits = line.source === 'server' ? { early: 0, late: 0 } : minuteBits(line.time);
    const row: Presence = {
      hour: Math.floor(line.time / HOUR_MS),
      ...who,
      ...bits,
      steps: stepOf(line),
      time: line.time,
      n: line.n,
      facets: facetsOf(line.facets, line.language),
    };
    const known = rows.get(keyOf(row));
    rows.set(keyOf(row), known ? joinPresence(known, row) : row);
  }
  return [...rows.values()];
}

export function touchesOf(lines: readonly EventLine[]): Touch[] {
  return [...actsOf(lines), ...membershipsOf(lines)];
}

/** One row a segment, device and hour [G5]. The backend's lines make nobody present, and so nobody a member. */
function membershipsOf(lines: readonly EventLine[]): Touch[] {
  const rows = new Map<string, Touch>();
  for (const line of lines) {
    const who = line.source === 'server' || !line.segments ? undefined : visitorOf(line);
    if (!who) continue;
    const n = Math.floor(line.time / HOUR_MS);
    for (const item of line.segments!) {
      rows.set(`${who.person}|${who.device}|${n}|${item}`, { kind: 'in', ...who, n, time: n * HOUR_MS, item, of: '' });
    }
  }
  return [...rows.values()];
}

function actsOf(lines: readonly EventLine[]): Touch[] {
  return lines.flatMap((line): Touch[] => {
    const who = visitorOf(line);
    if (!who) return [];
    const { n, time } = line;
    if (line.name === 'select_item') {
      return line.items.slice(0, 5).map((item) => ({
        kind: line.ownList ? 'own' : 'click',
        ...who,
        n,
        time,
        item: item.item,
        of: facetValue(line.list ?? item.list),
      }));
    }
    if (line.name === 'purchase' && line.transactionId !== undefined) {
      return line.items.map(({ item }) => ({ kind: 'buy', ...who, n, time, item, of: line.transactionId! }));
    }
    return [];
  });
}

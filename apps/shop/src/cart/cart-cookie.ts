/**
 * The cart lives in a cookie, so that it works without JavaScript and the server keeps nothing. What a cookie says is
 * what a stranger says: only well-formed lines of products that exist are taken, the rest is passed over.
 */

export interface CartLine {
  id: string;
  quantity: number;
}

export const MAX_LINES = 40;
export const MAX_QUANTITY = 99;

const LINE = /^([0-9A-Za-z]{1,12})\.([1-9][0-9]?)$/;

export function parseCart(cookie: string | undefined, exists: (id: string) => boolean): CartLine[] {
  const lines = new Map<string, number>();
  for (const text of (cookie ?? '').slice(0, 1000).split('_')) {
    const [, id, quantity] = LINE.exec(text) ?? [];
    if (id === undefined || !exists(id)) continue;
    if (lines.size === MAX_LINES && !lines.has(id)) break;
    lines.set(id, Math.min(MAX_QUANTITY, (lines.get(id) ?? 0) + Number(quantity)));
  }
  return [...lines].map(([id, quantity]) => ({ id, quantity }));
}

export function writeCart(lines: readonly CartLine[]): string {
  return lines.map(({ id, quantity }) => `${id}.${quantity}`).join('_');
}

/** A quantity as a form sends it; undefined for what is none. */
export function readQuantity(text: string | null): number | undefined {
  return text !== null && /^\d{1,3}$/.test(text) ? Math.min(MAX_QUANTITY, Number(text)) : undefined;
}

/** The cart with `change` more (or fewer) of an item. */
export function changeLine(lines: readonly CartLine[], id: string, change: number): CartLine[] {
  const before = lines.find((line) => line.id === id);
  if (!before)
    return change > 0 && lines.length < MAX_LINES
      ? [...lines, { id, quantity: Math.min(MAX_QUANTITY, change) }]
      : [...lines];
  const quantity = Math.min(MAX_QUANTITY, before.quantity + change);
  return lines.flatMap((line) => (line !== before ? [line] : quantity > 0 ? [{ id, quantity }] : []));
}

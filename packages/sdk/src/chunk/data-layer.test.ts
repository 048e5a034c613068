import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { toParams } from '../normalise.ts';
import type { Script } from '../script.ts';
import { LAYERS as FIRST } from '../testing/data-layers.ts';
import { FURTHER_LAYERS } from '../testing/data-layers-further.ts';
import { SECOND_LAYERS } from '../testing/data-layers-second-look.ts';
import { TEMPLATE_LAYERS } from '../testing/data-layers-templates.ts';

// A page of no shelves.
vi.stubGlobal('document', { querySelector: () => null });
vi.stubGlobal('CSS', { escape: (text: string) => text });

const LAYERS = [...FIRST, ...FURTHER_LAYERS, ...TEMPLATE_LAYERS, ...SECOND_LAYERS];

type Layer = Record<string, unknown>[];

/** As a page has it: a list is gtag's arguments. */
const asPushed = (entry: unknown): Record<string, unknown> =>
  (Array.isArray(entry) ? { ...entry, length: entry.length } : entry) as Record<string, unknown>;

async function reader() {
  vi.resetModules();
  const { watch } = await import('./data-layer.ts');
  const heard: Record<string, unknown>[] = [];
  const thrown: unknown[] = [];
  const script = {
    _capture: (name: string, params: object) => {
      // What the script itself counts once.
      const cleaned = toParams(params as never);
      if (name === 'purchase' && heard.some((one) => one.transaction_id === cleaned.transaction_id)) return;
      heard.push({ name, ...cleaned });
    },
    _quietly: async (work: () => unknown) => {
      try {
        await work();
      } catch (error) {
        thrown.push(error);
      }
    },
  } as unknown as Script;
  return { watch: (layer: Layer) => watch(layer, script), heard, thrown };
}

describe('[S14] data layers of shops', () => {
  it('a price in cents is known by the value beside it, also where binary fractions are in the way', async () => {
    for (const [price, value] of [
      [1999, 19.99],
      [115, 1.15],
      [1250, 12.5],
    ] as const) {
      const { watch, heard } = await reader();
      watch([{ event: 'add_to_cart', ecommerce: { currency: 'EUR', value, items: [{ item_id: 'mug', price }] } }]);
      await vi.dynamicImportSettled();
      expect(heard).toMatchObject([{ value, items: [{ item_id: 'mug', price: value }] }]);
    }
  });

  it.each(['before', 'after'])('pushed %s the script: at least 95% are read as they are meant', async (when) => {
    const wrong: string[] = [];
    for (const { from, pushes, says } of LAYERS) {
      const { watch, heard, thrown } = await reader();
      const layer: Layer = when === 'before' ? pushes.map(asPushed) : [];
      watch(layer);
      if (when === 'after') for (const entry of pushes) layer.push(asPushed(entry));
      // What reads old shapes comes with the first.
      await vi.dynamicImportSettled();
      expect(thrown).toEqual([]);
      if (JSON.stringify(sorted(heard)) !== JSON.stringify(sorted(says))) {
        wrong.push(`${from}: ${JSON.stringify(heard)}, expected ${JSON.stringify(says)}`);
      }
    }
    console.log(`data layers, ${when}: ${LAYERS.length - wrong.length} of ${LAYERS.length}`);
    for (const line of wrong) console.log(`  ${line}`);
    expect(wrong.length / LAYERS.length).toBeLessThanOrEqual(0.05);
  });

  it('a shopper who adds the same twice has added it twice', async () => {
    vi.useFakeTimers();
    const { watch, heard } = await reader();
    const layer: Layer = [];
    watch(layer);
    const add = { event: 'add_to_cart', ecommerce: { items: [{ item_id: 'mug' }] } };
    layer.push(add);
    vi.advanceTimersByTime(500);
    layer.push(add);
    vi.useRealTimers();
    expect(heard).toHaveLength(2);
  });

  it('another list in the place of the first: what stood in that one is not told again', async () => {
    const { watch, heard } = await reader();
    const event = (name: string) => ({ event: name, ecommerce: { items: [{ item_id: 'mug' }] } });
    const first: Layer = [event('view_item')];
    watch(first);
    first.push(event('add_to_cart'));
    const second: Layer = [...first, event('begin_checkout')];
    watch(second);
    watch(second);
    second.push(event('remove_from_cart'));
    expect(heard.map(({ name }) => name)).toEqual(['view_item', 'add_to_cart', 'begin_checkout', 'remove_from_cart']);
  });

  it('[S1] whatever is pushed: the page’s push returns as ever, and nothing throws into it', async () => {
    const hostile = fc.oneof(
      fc
        .anything({ maxDepth: 4, withNullPrototype: true, withBigInt: true, withSparseArray: true })
        .map((value) => () => value),
      fc.constantFrom(...HOSTILE),
    );
    const { watch } = await reader();
    const layer: Layer = [];
    watch(layer);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), (entries) => {
        const before = layer.length;
        expect(layer.push(...entries.map((make) => make() as never))).toBe(before + entries.length);
      }),
    );
  });
});

const fail = (): never => {
  throw new Error('mine');
};

/** Each makes something that a page might push to harm. */
const HOSTILE: (() => unknown)[] = [
  () => new Proxy({}, { get: fail, has: fail, ownKeys: fail }),
  () => Object.defineProperty({}, 'event', { get: fail }),
  () => Object.defineProperty({ event: 'view_item' }, 'ecommerce', { get: fail, enumerable: true }),
  () => ({ event: 'view_item', ecommerce: { items: [Object.defineProperty({}, 'item_id', { get: fail })] } }),
  () => ({ event: 'view_item', ecommerce: { items: [{ item_id: { toString: fail } }] } }),
  () => {
    const own: Record<string, unknown> = { event: 'view_item' };
    own.ecommerce = own;
    own.items = [own];
    return own;
  },
  () => ({ event: 'view_item', ecommerce: { items: new Array(1e6).fill({ item_id: 'a' }) } }),
  () => ({ event: 'purchase', ecommerce: { transaction_id: Symbol('x'), items: Object.create(null) } }),
];

/** Fields in one order. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
        )
      : value;

/**
 * Strings by index and back, read in place from a snapshot.
 *
 * ```
 * <p>.text  u8   all strings, UTF-8, one after another
 * <p>.at    u32  n + 1 offsets into text
 * <p>.slot  u16|u32  open-addressed hash table, power of two, index + 1 or 0, linear probing
 * ```
 */
import type { Column, Snapshot } from './container.ts';

/** FNV-1a, 32 bits, over bytes. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h >>> 0;
}

/** Longer strings are kept and never found: looking one up needs room to encode it. */
export const LONGEST_FOUND_BYTES = 1024;

/** UTF-8 takes at most three bytes for one UTF-16 code unit. */
const MOST_BYTES_A_UNIT = 3;

/** At least; linear probing then looks at two slots or three. */
const SLOTS_PER_STRING = 1.4;

/**
 * Sections of a table, to be spread into `writeSnapshot`. Strings must differ from one another.
 * @param narrow slots of 16 bits where these suffice; readers of the first catalogues and models know 32 only
 */
export function stringTableColumns(prefix: string, strings: readonly string[], narrow = false): Record<string, Column> {
  const encoder = new TextEncoder();
  const at = new Uint32Array(strings.length + 1);
  const room = new Uint8Array(strings.reduce((bytes, s) => bytes + s.length * MOST_BYTES_A_UNIT, 0));
  strings.forEach((s, i) => {
    at[i + 1] = at[i]! + encoder.encodeInto(s, room.subarray(at[i]!)).written;
  });
  const text = room.slice(0, at[strings.length]!);
  let slots = 8;
  while (slots < strings.length * SLOTS_PER_STRING) slots *= 2;
  const slot = narrow && strings.length < 2 ** 16 ? new Uint16Array(slots) : new Uint32Array(slots);
  for (let i = 0; i < strings.length; i++) {
    let s = hash(text, at[i]!, at[i + 1]!) & (slots - 1);
    while (slot[s] !== 0) s = (s + 1) & (slots - 1);
    slot[s] = i + 1;
  }
  return { [`${prefix}.text`]: text, [`${prefix}.at`]: at, [`${prefix}.slot`]: slot };
}

export class StringTable {
  readonly size: number;
  readonly #text: Uint8Array;
  readonly #at: Uint32Array;
  readonly #slot: Uint16Array | Uint32Array;
  readonly #scratch = new Uint8Array(LONGEST_FOUND_BYTES);
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(snapshot: Snapshot, prefix: string) {
    this.#text = snapshot.column(`${prefix}.text`, 'u8');
    this.#at = snapshot.column(`${prefix}.at`, 'u32');
    this.#slot = snapshot.narrowOrWide(`${prefix}.slot`);
    this.size = this.#at.length - 1;
  }

  /** The string's index, or -1. Allocates nothing. Strings over `LONGEST_FOUND_BYTES` are never found. */
  indexOf(string: string): number {
    const { read, written } = this.#encoder.encodeInto(string, this.#scratch);
    if (read < string.length || this.#slot.length === 0) return -1;
    const mask = this.#slot.length - 1;
    const text = this.#text;
    const at = this.#at;
    for (let s = hash(this.#scratch, 0, written) & mask; this.#slot[s] !== 0; s = (s + 1) & mask) {
      const index = this.#slot[s]! - 1;
      const from = at[index]!;
      if (at[index + 1]! - from !== written) continue;
      let i = 0;
      while (i < written && text[from + i] === this.#scratch[i]) i++;
      if (i === written) return index;
    }
    return -1;
  }

  /** @throws RangeError outside 0 … size − 1. */
  get(index: number): string {
    if (!(index >= 0 && index < this.size)) throw new RangeError(`StringTable: ${index} is not in 0…${this.size - 1}`);
    return this.#decoder.decode(this.#text.subarray(this.#at[index]!, this.#at[index + 1]!));
  }
}

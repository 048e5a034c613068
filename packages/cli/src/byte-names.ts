/**
 * Names as they stand in a file's bytes → their numbers: a name that came before costs no string. Open addressing, linear
 * probing, FNV-1a over bytes.
 */
export class ByteNames {
  readonly #number: (name: string) => number;
  /** Bytes of all names, one after another. */
  #text = new Uint8Array(1 << 16);
  #end = 0;
  /** By slot: where its name begins in `#text`, how long it is, its hash and its number; an empty slot has length 0. */
  #from = new Uint32Array(1 << 12);
  #length = new Uint32Array(1 << 12);
  #hash = new Int32Array(1 << 12);
  #value = new Uint32Array(1 << 12);
  #names = 0;

  /** @param number what a name's number is; asked once a name */
  constructor(number: (name: string) => number) {
    this.#number = number;
  }

  /** @param to behind the last byte; a name has at least one */
  numberOf(bytes: Buffer, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let b = from; b < to; b++) hash = Math.imul(hash ^ bytes[b]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#length.length - 1;
    const length = to - from;
    let slot = hash & mask;
    for (; this.#length[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#hash[slot] !== hash || this.#length[slot] !== length) continue;
      const at = this.#from[slot]!;
      let b = 0;
      while (b < length && this.#text[at + b] === bytes[from + b]) b++;
      if (b === length) return this.#value[slot]!;
    }
    const value = this.#number(bytes.toString('utf8', from, to));
    this.#keep(slot, bytes, from, to, hash, value);
    return value;
  }

  #keep(slot: number, bytes: Buffer, from: number, to: number, hash: number, value: number): void {
    const length = to - from;
    if (this.#end + length > this.#text.length) {
      const text = new Uint8Array(Math.max(this.#text.length * 2, this.#end + length));
      text.set(this.#text.subarray(0, this.#end));
      this.#text = text;
    }
    this.#text.set(bytes.subarray(from, to), this.#end);
    this.#from[slot] = this.#end;
    this.#length[slot] = length;
    this.#hash[slot] = hash;
    this.#value[slot] = value;
    this.#end += length;
    if (++this.#names * 2 > this.#length.length) this.#widen();
  }

  #widen(): void {
    const [from, length, hash, value] = [this.#from, this.#length, this.#hash, this.#value];
    const slots = length.length * 2;
    this.#from = new Uint32Array(slots);
    this.#length = new Uint32Array(slots);
    this.#hash = new Int32Array(slots);
    this.#value = new Uint32Array(slots);
    for (let old = 0; old < length.length; old++) {
      if (length[old] === 0) continue;
      let slot = hash[old]! & (slots - 1);
      while (this.#length[slot] !== 0) slot = (slot + 1) & (slots - 1);
      this.#from[slot] = from[old]!;
      this.#length[slot] = length[old]!;
      this.#hash[slot] = hash[old]!;
      this.#value[slot] = value[old]!;
    }
  }
}

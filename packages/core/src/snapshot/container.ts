/**
 * The file that models and catalogues travel in: magic, kind, version, length, checksum, then sections of typed arrays.
 *
 * ```
 *  0  magic     "EWSN"
 *  4  kind      four ASCII letters: "MODL", "CATL", …
 *  8  version   u32
 * 12  length    u32, bytes of the whole file
 * 16  checksum  4 × u32, see `checksum`
 * 32  sections  u32
 * 36  per section: name, 12 ASCII bytes padded with NUL · type u32 · offset u32 · length u32 (bytes)
 *  …  section data, each at a multiple of 8; the file is padded to a multiple of 16
 * ```
 * Little-endian, as every platform a Worker or Node runs on. Reading copies nothing: sections are views of the buffer.
 */

const MAGIC = 0x4e535745; // "EWSN"
const HEADER_BYTES = 36;
const ENTRY_BYTES = 24;
const NAME_BYTES = 12;
const CHECKED_FROM = 32;

export type SnapshotFault = 'magic' | 'kind' | 'version' | 'length' | 'checksum' | 'section';

/** A snapshot that cannot be used. `fault` names why; the one before stays in use. */
export class SnapshotError extends Error {
  readonly fault: SnapshotFault;
  constructor(fault: SnapshotFault, message: string) {
    super(message);
    this.name = 'SnapshotError';
    this.fault = fault;
  }
}

export type Column =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | Int16Array
  | Int8Array;

const TYPES = [
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  Int16Array,
  Int8Array,
] as const;

interface ColumnTypes {
  u8: Uint8Array;
  u16: Uint16Array;
  u32: Uint32Array;
  i32: Int32Array;
  f32: Float32Array;
  f64: Float64Array;
  i16: Int16Array;
  i8: Int8Array;
}
const TYPE_NAMES = ['u8', 'u16', 'u32', 'i32', 'f32', 'f64', 'i16', 'i8'] as const;

/**
 * Four interleaved FNV-1a lanes over 32-bit words (Fowler, Noll, Vo; draft-eastlake-fnv), word instead of byte wise.
 * Each step is a bijection of the lane's state, so any change within one word changes the sum. It guards against
 * damage, not against an attacker: who can write the bucket can write the checksum.
 */
function checksum(words: Uint32Array): [number, number, number, number] {
  let a = 0x811c9dc5;
  let b = 0x811c9dc6;
  let c = 0x811c9dc7;
  let d = 0x811c9dc8;
  for (let i = 0; i < words.length; i += 4) {
    a = Math.imul(a ^ words[i]!, 0x01000193);
    b = Math.imul(b ^ words[i + 1]!, 0x01000193);
    c = Math.imul(c ^ words[i + 2]!, 0x01000193);
    d = Math.imul(d ^ words[i + 3]!, 0x01000193);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

function fourLetters(kind: string): number {
  if (!/^[A-Z]{4}$/.test(kind)) throw new Error(`snapshot: kind '${kind}' must be four capital letters`);
  return kind.charCodeAt(0) | (kind.charCodeAt(1) << 8) | (kind.charCodeAt(2) << 16) | (kind.charCodeAt(3) << 24);
}

const align = (offset: number, to: number) => Math.ceil(offset / to) * to;

/** A section whose data stands in several pieces, written one after another: large sections are then never held twice. */
export type Pieces = readonly Uint8Array[];

const isPieces = (column: Column | Pieces): column is Pieces => Array.isArray(column);

function byteLength(column: Column | Pieces): number {
  return isPieces(column) ? column.reduce((bytes, piece) => bytes + piece.byteLength, 0) : column.byteLength;
}

/** Builds a snapshot file. Section names: 1 to 12 ASCII characters, each once. */
export function writeSnapshot(
  kind: string,
  version: number,
  sections: Record<string, Column | Pieces>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(sections);
  let offset = align(HEADER_BYTES + entries.length * ENTRY_BYTES, 8);
  const places = entries.map(([, column]) => {
    const place = offset;
    offset = align(offset + byteLength(column), 8);
    return place;
  });
  const length = align(offset, 16);
  if (length > 0xffffffff) throw new Error(`snapshot: ${length} bytes is more than a file can hold (4 GiB)`);
  const buffer = new ArrayBuffer(length);
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, fourLetters(kind), true);
  view.setUint32(8, version, true);
  view.setUint32(12, length, true);
  view.setUint32(32, entries.length, true);
  entries.forEach(([name, column], i) => {
    if (!/^[\x21-\x7e]{1,12}$/.test(name))
      throw new Error(`snapshot: section name '${name}' must be 1 to 12 ASCII characters`);
    const at = HEADER_BYTES + i * ENTRY_BYTES;
    for (let c = 0; c < name.length; c++) bytes[at + c] = name.charCodeAt(c);
    view.setUint32(at + NAME_BYTES, isPieces(column) ? 0 : TYPES.findIndex((type) => column instanceof type), true);
    view.setUint32(at + NAME_BYTES + 4, places[i]!, true);
    view.setUint32(at + NAME_BYTES + 8, byteLength(column), true);
    let place = places[i]!;
    for (const piece of isPieces(column) ? column : [column]) {
      bytes.set(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength), place);
      place += piece.byteLength;
    }
  });
  const sum = checksum(new Uint32Array(buffer, CHECKED_FROM));
  for (let lane = 0; lane < 4; lane++) view.setUint32(16 + lane * 4, sum[lane]!, true);
  return bytes;
}

/** An opened snapshot: typed views by section name. */
export class Snapshot {
  readonly version: number;
  readonly byteLength: number;
  readonly #columns: Map<string, Column>;

  private constructor(version: number, columns: Map<string, Column>, byteLength: number) {
    this.version = version;
    this.#columns = columns;
    this.byteLength = byteLength;
  }

  /**
   * Opens a file without copying it. The checksum runs once, at about 1 ms per 3 MiB.
   * @param version what the reader writes
   * @param oldest the oldest it can read
   * @throws SnapshotError that names the fault, what was found and what was expected.
   */
  static from(buffer: ArrayBuffer, kind: string, version: number, oldest = version): Snapshot {
    const who = `${kind} snapshot`;
    if (buffer.byteLength < HEADER_BYTES) {
      throw new SnapshotError('length', `${who}: got ${buffer.byteLength} bytes, expected at least ${HEADER_BYTES}`);
    }
    const view = new DataView(buffer);
    if (view.getUint32(0, true) !== MAGIC) {
      throw new SnapshotError('magic', `${who}: does not start with EWSN, this is no Edgewise snapshot`);
    }
    const gotKind = String.fromCharCode(view.getUint8(4), view.getUint8(5), view.getUint8(6), view.getUint8(7));
    if (gotKind !== kind) throw new SnapshotError('kind', `${who}: got a ${JSON.stringify(gotKind)} file`);
    const gotVersion = view.getUint32(8, true);
    if (gotVersion > version || gotVersion < oldest) {
      const expected = oldest === version ? version : `${oldest} to ${version}`;
      throw new SnapshotError('version', `${who}: got version ${gotVersion}, expected ${expected}`);
    }
    const length = view.getUint32(12, true);
    if (length !== buffer.byteLength || length % 16 !== 0) {
      throw new SnapshotError('length', `${who}: got ${buffer.byteLength} bytes, the header says ${length}`);
    }
    const sum = checksum(new Uint32Array(buffer, CHECKED_FROM));
    for (let lane = 0; lane < 4; lane++) {
      const stated = view.getUint32(16 + lane * 4, true);
      if (stated !== sum[lane]) {
        throw new SnapshotError('checksum', `${who}: checksum lane ${lane} is ${sum[lane]}, the header says ${stated}`);
      }
    }
    const count = view.getUint32(32, true);
    const bytes = new Uint8Array(buffer);
    const columns = new Map<string, Column>();
    for (let i = 0; i < count; i++) {
      const at = HEADER_BYTES + i * ENTRY_BYTES;
      if (at + ENTRY_BYTES > length) throw new SnapshotError('section', `${who}: section table runs past the end`);
      let name = '';
      for (let c = 0; c < NAME_BYTES && bytes[at + c]! !== 0; c++) name += String.fromCharCode(bytes[at + c]!);
      const type = TYPES[view.getUint32(at + NAME_BYTES, true)];
      const offset = view.getUint32(at + NAME_BYTES + 4, true);
      const size = view.getUint32(at + NAME_BYTES + 8, true);
      if (!type || offset % 8 !== 0 || offset + size > length || size % type.BYTES_PER_ELEMENT !== 0) {
        throw new SnapshotError('section', `${who}: section '${name}' is out of bounds`);
      }
      columns.set(name, new type(buffer, offset, size / type.BYTES_PER_ELEMENT));
    }
    return new Snapshot(gotVersion, columns, buffer.byteLength);
  }

  /** @throws SnapshotError where the section is missing or of another type. */
  column<T extends keyof ColumnTypes>(name: string, type: T): ColumnTypes[T] {
    const column = this.#columns.get(name);
    if (!column) throw new SnapshotError('section', `snapshot: section '${name}' is missing`);
    if (!(column instanceof TYPES[TYPE_NAMES.indexOf(type)]!)) {
      throw new SnapshotError(
        'section',
        `snapshot: section '${name}' is a ${column.constructor.name}, expected ${type}`,
      );
    }
    return column as ColumnTypes[T];
  }

  /** A section that is written as narrow as its numbers allow. @throws SnapshotError as `column` does. */
  narrowOrWide(name: string): Uint16Array | Uint32Array {
    return this.#columns.get(name) instanceof Uint16Array ? this.column(name, 'u16') : this.column(name, 'u32');
  }

  has(name: string): boolean {
    return this.#columns.has(name);
  }

  /** A section that holds UTF-8 JSON, as `jsonColumn` writes it. */
  json<T>(name: string): T {
    return JSON.parse(new TextDecoder().decode(this.column(name, 'u8'))) as T;
  }
}

export function jsonColumn(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

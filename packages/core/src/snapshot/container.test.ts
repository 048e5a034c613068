import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonColumn, Snapshot, SnapshotError, type SnapshotFault, writeSnapshot } from './container.ts';
import { StringTable, stringTableColumns } from './string-table.ts';

const file = () =>
  writeSnapshot('TEST', 3, {
    numbers: Uint32Array.of(1, 2, 3),
    halves: Float32Array.of(0.5, 1.5),
    meta: jsonColumn({ name: 'ș' }),
    none: new Int8Array(0),
  });

const fault = (bytes: Uint8Array): SnapshotFault | undefined => {
  try {
    Snapshot.from(bytes.slice().buffer, 'TEST', 3);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotError);
    return (error as SnapshotError).fault;
  }
};

describe('a snapshot', () => {
  it('comes back as it was written, as views of the same buffer', () => {
    const bytes = file();
    const snapshot = Snapshot.from(bytes.buffer, 'TEST', 3);
    expect([...snapshot.column('numbers', 'u32')]).toEqual([1, 2, 3]);
    expect([...snapshot.column('halves', 'f32')]).toEqual([0.5, 1.5]);
    expect(snapshot.column('none', 'i8')).toHaveLength(0);
    expect(snapshot.json('meta')).toEqual({ name: 'ș' });
    expect(snapshot.column('numbers', 'u32').buffer).toBe(bytes.buffer);
  });

  it('is refused for any single flipped bit', () => {
    const bytes = file();
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const damaged = bytes.slice();
        damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
        expect(fault(damaged)).toBeDefined();
      }),
    );
  });

  it('is refused by name: cut short, of another kind, newer, or no snapshot at all', () => {
    const bytes = file();
    for (let length = 0; length < bytes.length; length += 7) expect(fault(bytes.slice(0, length))).toBeDefined();
    expect(fault(bytes.slice(0, bytes.length - 16))).toBe('length');
    expect(fault(writeSnapshot('OTHR', 3, {}))).toBe('kind');
    expect(fault(writeSnapshot('TEST', 4, {}))).toBe('version');
    expect(fault(new TextEncoder().encode('<html>not found</html>'.repeat(9)))).toBe('magic');
    expect(fault(bytes.with(bytes.length - 20, 1))).toBe('checksum');
  });

  it('names the section that is missing or of another type', () => {
    const snapshot = Snapshot.from(file().buffer, 'TEST', 3);
    expect(() => snapshot.column('nothing', 'u8')).toThrow("'nothing' is missing");
    expect(() => snapshot.column('numbers', 'f32')).toThrow("'numbers' is a Uint32Array");
  });
});

describe('a string table', () => {
  it('finds each string and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 20 })), fc.string(), (strings, stranger) => {
        const bytes = writeSnapshot('TEST', 1, stringTableColumns('s', strings));
        const table = new StringTable(Snapshot.from(bytes.buffer, 'TEST', 1), 's');
        strings.forEach((string, i) => {
          expect(table.indexOf(string)).toBe(i);
          expect(table.get(i)).toBe(string);
        });
        expect(table.indexOf(stranger)).toBe(strings.indexOf(stranger));
        expect(table.indexOf('x'.repeat(2000))).toBe(-1);
      }),
    );
  });
});

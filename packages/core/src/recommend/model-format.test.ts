import { describe, expect, it } from 'vitest';
import { jsonColumn, Snapshot, writeSnapshot } from '../snapshot/container.ts';
import { stringTableColumns } from '../snapshot/string-table.ts';
import { Model } from './model.ts';
import { MODEL_KIND, MODEL_VERSION } from './model-format.ts';
import { SessionLog } from './session-log.ts';
import { DEFAULT_KNN } from './settings.ts';
import { train } from './train.ts';

const DAY = 86_400;

/** Three sessions, newest last: a b c, a b, b d. */
function log() {
  const rows = new SessionLog();
  ['abc', 'ab', 'bd'].forEach((items, s) => {
    [...items].forEach((item, c) => {
      rows.add(`${s}`, item, s * DAY + c);
    });
  });
  return rows.finish();
}

/** The same model as a file of version 1: 32 bits for every offset and posting, a score of popularity for every item. */
function versionOne(): Uint8Array<ArrayBuffer> {
  const items = ['b', 'a', 'c', 'd'];
  const none = new Uint32Array(items.length + 1);
  return writeSnapshot(MODEL_KIND, 1, {
    meta: jsonColumn({ version: 'one', trained: 0, sessions: 3, events: 7, knn: DEFAULT_KNN }),
    ...stringTableColumns('item', items),
    'item.events': Uint32Array.of(3, 2, 1, 1),
    'item.idf': Float32Array.of(3, 2, 1, 1).map((count) => Math.log(7 / count)),
    'item.trend': Float32Array.of(4, 3, 2, 1),
    trend: Uint32Array.of(0, 1, 2, 3),
    'view.at': Uint32Array.of(0, 2, 4, 7),
    'view.item': Uint16Array.of(0, 3, 1, 0, 1, 0, 2),
    'view.postAt': Uint32Array.of(0, 3, 5, 6, 7),
    'view.post': Uint32Array.of(0, 1, 2, 1, 2, 2, 0),
    'buy.at': Uint32Array.of(0),
    'buy.item': new Uint16Array(0),
    'buy.postAt': none,
    'buy.post': new Uint32Array(0),
    'view.topAt': none,
    'view.top': new Uint16Array(0),
    'view.topPart': new Float32Array(0),
    'buy.topAt': none,
    'buy.top': new Uint16Array(0),
    'buy.topPart': new Float32Array(0),
  });
}

const names = (model: Model, { item, length }: { item: Int32Array; length: number }) =>
  Array.from(item.subarray(0, length), (index) => model.items.get(index));

describe('model format', () => {
  it('[M10] reads the version before its own, which answers the same', () => {
    const current = Model.from(train(log(), { now: 0, knn: DEFAULT_KNN }).bytes.buffer);
    const before = Model.from(versionOne().buffer);
    for (const item of ['a', 'b', 'c', 'd']) {
      const session = [{ item, kind: 'view' as const, time: 0 }];
      const [one, two] = [before.predict(session, 0, 9), current.predict(session, 0, 9)];
      expect(names(before, one)).toEqual(names(current, two));
      expect([...one.score.subarray(0, one.length)]).toEqual([...two.score.subarray(0, two.length)]);
      const [also, alsoNow] = [model(before, item), model(current, item)];
      expect(also).toEqual(alsoNow);
    }
    expect(names(before, before.trending(9))).toEqual(['b', 'a', 'c', 'd']);
    expect(before.boughtTogether([0], 9).length).toBe(0);
  });

  it('[M10] refuses any other version by name', () => {
    const { bytes } = train(log(), { now: 0, learn: false });
    for (const version of [0, MODEL_VERSION + 1]) {
      const other = bytes.slice();
      new DataView(other.buffer).setUint32(8, version, true);
      expect(() => Model.from(other.buffer)).toThrow(`got version ${version}, expected 1 to ${MODEL_VERSION}`);
    }
  });

  it('[M9] reads in place: every column is a view of the file', () => {
    const { bytes } = train(log(), { now: 0, learn: false });
    const snapshot = Snapshot.from(bytes.buffer, MODEL_KIND, MODEL_VERSION);
    expect(snapshot.column('view.off', 'u16').buffer).toBe(bytes.buffer);
    expect(snapshot.column('view.post', 'u16').buffer).toBe(bytes.buffer);
  });

  it('holds nothing for baskets where the log has none, and says so', () => {
    const { bytes } = train(log(), { now: 0, learn: false });
    const snapshot = Snapshot.from(bytes.buffer, MODEL_KIND, MODEL_VERSION);
    expect(snapshot.column('buy.postAt', 'u32').length).toBe(0);
    expect(Model.from(bytes.buffer).boughtTogether([0, 1], 5).length).toBe(0);
  });
});

function model(of: Model, item: string) {
  return names(of, of.alsoViewed(of.items.indexOf(item), 9));
}

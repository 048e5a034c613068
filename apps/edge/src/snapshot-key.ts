import type { PointerKind } from './objects/shop.ts';

/** Where a snapshot lies in the bucket. */
export const snapshotKey = (site: string, kind: PointerKind, version: string) =>
  `${site}/snapshots/${kind}/${version}.bin`;

import type { PointerKind } from './shop-view.ts';

/** Where a snapshot lies in the bucket. */
export const snapshotKey = (site: string, kind: PointerKind, version: string) =>
  `${site}/snapshots/${kind}/${version}.bin`;

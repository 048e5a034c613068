/** Which snapshots are in use, and how new ones take their place. The files lie in the bucket, the pointers in the Shop. */
import { buildCatalogue } from '@edgewise/core/catalogue/build';
import type { Product } from '@edgewise/core/catalogue/product';
import { buildHeadCatalogue } from '@edgewise/core/recommend/head';
import type { Pointer, PointerKind } from '../shop-view.ts';
import { snapshotKey } from '../snapshot-key.ts';
import type { Products } from './products.ts';
import type { StockDoubts } from './sold-items.ts';

/** More than a head ever holds. */
const HEAD_PRODUCTS = 4_000;

/** What of the Shop a publication needs. */
export interface ShopOfSnapshots {
  bucket: R2Bucket;
  /** @throws where the site was never made */
  site(): string;
  products: Products;
  doubts: StockDoubts;
  note(what: string, detail: unknown): void;
}

/** Versions to point at; null for a kind that there is none of any more. */
type Pointers = Partial<Record<PointerKind, string | null>>;

export class Snapshots {
  readonly #sql: SqlStorage;
  readonly #shop: ShopOfSnapshots;
  #last: Promise<unknown> = Promise.resolve();

  constructor(sql: SqlStorage, shop: ShopOfSnapshots) {
    this.#sql = sql;
    this.#shop = shop;
  }

  /** Writes the catalogue snapshot and points at it. */
  publishCatalogue(asked: number): Promise<{ version: string; products: number }> {
    return this.#oneByOne(() => this.#publishCatalogue(asked));
  }

  /** Publications wait for one another, so that the last one asked for is the last one pointed at. */
  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done;
    return done;
  }

  async #publishCatalogue(asked: number): Promise<{ version: string; products: number }> {
    const site = this.#shop.site();
    // No two catalogues have one name, also where two are asked for in one millisecond.
    const now = Math.max(asked, (this.pointer('catalogue')?.changed ?? 0) + 1);
    const version = `c${now.toString(36)}`;
    let products = 0;
    const rows = this.#shop.doubts.revision();
    const all = this.#shop.products.all();
    function* counted(): Generator<Product> {
      for (const product of all) {
        products++;
        yield product;
      }
    }
    const bytes = buildCatalogue(counted(), { version, now });
    await this.#shop.bucket.put(snapshotKey(site, 'catalogue', version), bytes);
    const head = await this.#storeHead(version, { bytes: bytes.byteLength, products }, now);
    await this.#pointAtOnce({ catalogue: version, 'catalogue-head': head }, now, () =>
      this.#shop.doubts.published(rows),
    );
    return { version, products };
  }

  /** Points at a model that lies in the bucket, and keeps what it found popular for the catalogue's head. */
  publishModel(version: string, popular: readonly string[], hasHead: boolean, now: number): Promise<void> {
    return this.#oneByOne(() => this.#publishModel(version, popular, hasHead, now));
  }

  async #publishModel(version: string, popular: readonly string[], hasHead: boolean, now: number): Promise<void> {
    this.#shop.products.setPopular(popular);
    const pointers: Pointers = { model: version, 'model-head': hasHead ? version : null };
    const catalogue = this.pointer('catalogue');
    const stored =
      catalogue && (await this.#shop.bucket.head(snapshotKey(this.#shop.site(), 'catalogue', catalogue.current)));
    if (catalogue && stored) {
      const whole = { bytes: stored.size, products: this.#shop.products.count() };
      pointers['catalogue-head'] = await this.#storeHead(catalogue.current, whole, now);
    }
    await this.#pointAtOnce(pointers, now);
  }

  /**
   * The catalogue's head: what is popular, then what is newest. Puts it into the bucket.
   * @returns its version, or null where the whole catalogue is no larger
   */
  async #storeHead(catalogue: string, whole: { bytes: number; products: number }, now: number): Promise<string | null> {
    const products = this.#shop.products.first(HEAD_PRODUCTS);
    const version = `${catalogue}-h${now.toString(36)}`;
    const bytes = buildHeadCatalogue(products, { version, now }, whole);
    if (!bytes) return null;
    await this.#shop.bucket.put(snapshotKey(this.#shop.site(), 'catalogue-head', version), bytes);
    return version;
  }

  /**
   * Makes snapshots that lie in the bucket the current ones, all or none: what can fail was done before, and rows written
   * without a pause are written as one. The ones before stay in the bucket, older ones leave it.
   * @param also written with them
   */
  async #pointAtOnce(pointers: Pointers, now: number, also = () => {}): Promise<void> {
    const left = Object.entries(pointers).flatMap(([kind, version]) => this.#point(kind as PointerKind, version, now));
    also();
    try {
      if (left.length > 0) await this.#shop.bucket.delete(left);
    } catch (cause) {
      // The publication stands; a file too many is no reason to train again.
      console.error(JSON.stringify({ at: 'shop.publish', left, error: String(cause) }));
    }
  }

  /** @returns keys of the files that nothing points at any more */
  #point(kind: PointerKind, version: string | null, now: number): string[] {
    if (version === null) {
      this.#sql.exec('DELETE FROM pointers WHERE kind = ?', kind);
      return [];
    }
    const before = this.pointer(kind);
    if (before?.current === version) return [];
    this.#sql.exec(
      'INSERT OR REPLACE INTO pointers (kind, current, previous, changed) VALUES (?, ?, ?, ?)',
      kind,
      version,
      before?.current ?? null,
      now,
    );
    this.#shop.note('snapshot.publish', { kind, version });
    return before?.previous ? [snapshotKey(this.#shop.site(), kind, before.previous)] : [];
  }

  pointer(kind: PointerKind): Pointer | null {
    const [row] = this.#sql
      .exec<{ current: string; previous: string | null; changed: number }>(
        'SELECT current, previous, changed FROM pointers WHERE kind = ?',
        kind,
      )
      .toArray();
    return row ?? null;
  }
}

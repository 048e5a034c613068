/**
 * A shop's plan in its object's SQLite: the draft, every published version, frozen previews. Rules: core/src/plan/SPEC.md
 * [L1]–[L8]. What a document means is decided in core; who may do what, and the log, are the Shop's.
 */
import type { DealtPeriod } from '@edgewise/core/plan/dealt';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { ExperimentHistory } from './experiment-history.ts';

export const PLAN_SCHEMA = `
  CREATE TABLE plan_versions (
    number INTEGER PRIMARY KEY, document TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
    restores INTEGER
  );
  CREATE TABLE plan_draft (
    id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL, document TEXT, at INTEGER NOT NULL, who TEXT NOT NULL,
    approved_by TEXT
  );
  CREATE TABLE plan_previews (id TEXT PRIMARY KEY, document TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
  ALTER TABLE audit ADD COLUMN who TEXT;
  ALTER TABLE audit ADD COLUMN why TEXT`;

/** Versions whose documents are kept; older ones keep their line and lose the document. */
const DOCUMENTS_KEPT = 200;
const PREVIEWS_KEPT = 50;

export interface PlanVersion {
  /** `p7`: what answers name. */
  version: string;
  /** ms since the epoch. */
  at: number;
  who: string;
  why: string;
  /** The version whose content a roll-back took. */
  restores?: string;
}

export interface PlanDraft {
  /** Rises with every change, for ever: also over publications. */
  revision: number;
  /** Null where there is none. */
  document: PlanDocument | null;
  at: number;
  who: string;
  /** Approved this very revision. */
  approvedBy: string | null;
}

type VersionRow = { number: number; at: number; who: string; why: string; restores: number | null };
type DraftRow = { revision: number; document: string | null; at: number; who: string; approved_by: string | null };

export const versionName = (number: number): string => `p${number}`;

/** The number of a version's name, or NaN. */
export const versionNumber = (name: string): number =>
  /^p[1-9]\d{0,8}$/.test(name) ? Number(name.slice(1)) : Number.NaN;

export class PlanStore {
  readonly #sql: SqlStorage;
  readonly #history: ExperimentHistory;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#history = new ExperimentHistory(sql);
  }

  /** The newest version and its document as JSON; null where the shop never published one. */
  current(): { version: string; text: string } | null {
    const [row] = this.#sql
      .exec<{ number: number; document: string }>(
        'SELECT number, document FROM plan_versions ORDER BY number DESC LIMIT 1',
      )
      .toArray();
    return row ? { version: versionName(row.number), text: row.document } : null;
  }

  /**
   * Ids of the placements of every version that was in force since then: pages show a shelf, and devices tell of it, after
   * the plan has let it go.
   * @returns `isWhole` is false where the shop had published nothing by then: the first plan was in force
   */
  placementsSince(since: number): { ids: string[]; isWhole: boolean } {
    const first = this.#sql
      .exec<{ number: number | null }>('SELECT MAX(number) AS number FROM plan_versions WHERE at < ?', since)
      .one().number;
    const ids = this.#sql
      .exec<{ id: string }>(
        `SELECT DISTINCT placement.value ->> 'id' AS id
           FROM plan_versions, json_each(document, '$.placements') AS placement
          WHERE number >= ? AND document != ''`,
        first ?? 0,
      )
      .toArray()
      .map(({ id }) => id);
    return { ids, isWhole: first !== null };
  }

  /** Newest first. */
  versions(): PlanVersion[] {
    return this.#sql
      .exec<VersionRow>('SELECT number, at, who, why, restores FROM plan_versions ORDER BY number DESC LIMIT 500')
      .toArray()
      .map(({ number, at, who, why, restores }) => ({
        version: versionName(number),
        at,
        who,
        why,
        ...(restores !== null && { restores: versionName(restores) }),
      }));
  }

  /** A version's document as JSON, or null where it is not there any more or never was. */
  document(version: string): string | null {
    const number = versionNumber(version);
    if (Number.isNaN(number)) return null;
    const [row] = this.#sql
      .exec<{ document: string }>("SELECT document FROM plan_versions WHERE number = ? AND document != ''", number)
      .toArray();
    return row?.document ?? null;
  }

  /** The name of the version before the current one whose content differs from it; null where there is none. */
  before(): string | null {
    const [row] = this.#sql
      .exec<{ number: number }>(
        `SELECT number FROM plan_versions
          WHERE document != '' AND document != (SELECT document FROM plan_versions ORDER BY number DESC LIMIT 1)
          ORDER BY number DESC LIMIT 1`,
      )
      .toArray();
    return row ? versionName(row.number) : null;
  }

  /** One row, so one write: no isolate ever sees half a plan [L3]. @returns the new version's name */
  publish(text: string, now: number, who: string, why: string, restores?: string): string {
    this.#knowHistory();
    const { number } = this.#sql
      .exec<{ number: number }>(
        `INSERT INTO plan_versions (number, document, at, who, why, restores)
         VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM plan_versions), ?, ?, ?, ?, ?) RETURNING number`,
        text,
        now,
        who,
        why,
        restores === undefined ? null : versionNumber(restores),
      )
      .one();
    this.#history.note(number, now, JSON.parse(text) as PlanDocument);
    this.#sql.exec("UPDATE plan_versions SET document = '' WHERE number <= ?", number - DOCUMENTS_KEPT);
    return versionName(number);
  }

  /** What an experiment was while it was dealt, in the order of time; empty where no plan had it [L26]. */
  dealt(experiment: string): DealtPeriod[] {
    this.#knowHistory();
    return this.#history.periods(experiment);
  }

  /** What each was last, also of those that left the plan. */
  everDealt(): ({ id: string } & DealtPeriod)[] {
    this.#knowHistory();
    return this.#history.all();
  }

  /** A shop of an earlier release has its versions alone, and one that never published has what every shop starts with. */
  #knowHistory(): void {
    if (!this.#history.isEmpty()) return;
    this.#history.note(0, 0, DEFAULT_PLAN);
    const versions = this.#sql
      .exec<{ number: number; at: number; document: string }>(
        "SELECT number, at, document FROM plan_versions WHERE document != '' ORDER BY number",
      )
      .toArray();
    for (const { number, at, document } of versions)
      this.#history.note(number, at, JSON.parse(document) as PlanDocument);
  }

  draft(): PlanDraft {
    const [row] = this.#sql.exec<DraftRow>('SELECT revision, document, at, who, approved_by FROM plan_draft').toArray();
    if (!row) return { revision: 0, document: null, at: 0, who: '', approvedBy: null };
    return {
      revision: row.revision,
      document: row.document === null ? null : (JSON.parse(row.document) as PlanDocument),
      at: row.at,
      who: row.who,
      approvedBy: row.approved_by,
    };
  }

  /** Replaces the draft, null takes it away. Whoever approved the one before has not approved this one [L5]. */
  putDraft(text: string | null, now: number, who: string): number {
    const revision = this.draft().revision + 1;
    this.#sql.exec(
      'INSERT OR REPLACE INTO plan_draft (id, revision, document, at, who, approved_by) VALUES (1, ?, ?, ?, ?, NULL)',
      revision,
      text,
      now,
      who,
    );
    return revision;
  }

  approve(who: string): void {
    this.#sql.exec('UPDATE plan_draft SET approved_by = ?', who);
  }

  /** Freezes a document for a preview link [L8]. */
  keepPreview(id: string, text: string, expires: number, now: number): void {
    this.#sql.exec('DELETE FROM plan_previews WHERE expires <= ?', now);
    this.#sql.exec(
      `DELETE FROM plan_previews WHERE id NOT IN (SELECT id FROM plan_previews ORDER BY expires DESC LIMIT ?)`,
      PREVIEWS_KEPT - 1,
    );
    this.#sql.exec('INSERT INTO plan_previews (id, document, expires) VALUES (?, ?, ?)', id, text, expires);
  }

  preview(id: string, now: number): string | null {
    const [row] = this.#sql
      .exec<{ document: string }>('SELECT document FROM plan_previews WHERE id = ? AND expires > ?', id, now)
      .toArray();
    return row?.document ?? null;
  }
}

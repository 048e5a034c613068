/** What an experiment is to show, and what was concluded of it: stays when the plan has the experiment no more. */
import { LIMITS } from '@edgewise/protocol/limits';

export const NOTES_SCHEMA = `
  CREATE TABLE notes (
    experiment TEXT PRIMARY KEY, hypothesis TEXT NOT NULL, conclusion TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL
  ) WITHOUT ROWID`;

export interface ExperimentNote {
  hypothesis: string;
  conclusion: string;
  /** ms since the epoch. */
  at: number;
  who: string;
}

type NoteRow = { experiment: string; hypothesis: string; conclusion: string; at: number; who: string };

export class ExperimentNotes {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** By experiment. */
  all(): Map<string, ExperimentNote> {
    const rows = this.#sql.exec<NoteRow>('SELECT experiment, hypothesis, conclusion, at, who FROM notes').toArray();
    return new Map(rows.map(({ experiment, ...note }) => [experiment, note]));
  }

  /** Adds a note or replaces it. False where there are too many. */
  put(experiment: string, { hypothesis, conclusion, at, who }: ExperimentNote): boolean {
    const { n } = this.#sql
      .exec<{ n: number }>('SELECT COUNT(*) AS n FROM notes WHERE experiment != ?', experiment)
      .one();
    if (n >= LIMITS.experimentNotes) return false;
    this.#sql.exec(
      'INSERT OR REPLACE INTO notes (experiment, hypothesis, conclusion, at, who) VALUES (?, ?, ?, ?, ?)',
      experiment,
      hypothesis,
      conclusion,
      at,
      who,
    );
    return true;
  }
}

/** What a person's object has committed and not yet sent to the queue: rows of table `outbox`, each one commit's messages. */
import type { QueueMessage } from '@edgewise/core/person/messages';

export const OUTBOX_SCHEMA = 'CREATE TABLE outbox (id INTEGER PRIMARY KEY, messages TEXT NOT NULL)';

export class Outbox {
  readonly #sql: SqlStorage;
  readonly #send: (message: QueueMessage) => Promise<void>;
  #draining: Promise<void> | undefined;

  /** @param send fails where a message could not be sent: it is tried again, and may have been sent */
  constructor(sql: SqlStorage, send: (message: QueueMessage) => Promise<void>) {
    this.#sql = sql;
    this.#send = send;
  }

  /** In the transaction of what the messages tell of. */
  add(messages: QueueMessage[]): void {
    this.#sql.exec('INSERT INTO outbox (messages) VALUES (?)', JSON.stringify(messages));
  }

  pending(): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM outbox').one().n;
  }

  /** Sends everything, oldest first. One at a time; a failure leaves the row for the alarm. */
  drain(): Promise<void> {
    this.#draining ??= this.#sendAll().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const [row] = this.#sql
        .exec<{ id: number; messages: string }>('SELECT id, messages FROM outbox ORDER BY id LIMIT 1')
        .toArray();
      if (!row) return;
      const messages = JSON.parse(row.messages) as QueueMessage[];
      try {
        for (const message of messages) await this.#send(message);
      } catch (cause) {
        console.error(JSON.stringify({ at: 'person.outbox', error: String(cause) }));
        return;
      }
      this.#sql.exec('DELETE FROM outbox WHERE id = ?', row.id);
    }
  }
}

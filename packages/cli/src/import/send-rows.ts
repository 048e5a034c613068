/** Rows → several requests of bounded size, and one report with the line numbers of the file. */
import { createHash } from 'node:crypto';
import type { AdminClient } from '../admin-client.ts';
import type { Progress } from '../progress.ts';
import type { ImportRow } from './rows.ts';

/** Lines of one request, and its bytes: below what a worker may receive and can store in its time. */
export const LINES_PER_REQUEST = 5_000;
const BYTES_PER_REQUEST = 8 * 1024 * 1024;
/** Errors kept; more are only counted. */
const ERRORS_KEPT = 1_000;

export interface LineError {
  /** Line of the file, from 1. */
  line: number;
  reason: string;
}

export interface ImportReport {
  accepted: number;
  refused: number;
  errors: LineError[];
  /** What the last answer said besides. */
  last: Record<string, unknown>;
}

interface Batch {
  lines: number[];
  rows: string[];
  bytes: number;
}

/**
 * Sends as it reads, one request at a time; memory holds one request and the batch before it.
 * @param path Of the admin API. All requests but the last say `publish=0`, so that a catalogue is built once.
 * @throws AdminFault; what was accepted before stays accepted.
 */
export async function sendRows(
  client: AdminClient,
  path: string,
  rows: AsyncIterable<ImportRow>,
  progress: Progress,
): Promise<ImportReport> {
  const report: ImportReport = { accepted: 0, refused: 0, errors: [], last: {} };
  let waiting: Batch | undefined;
  let filling = emptyBatch();
  for await (const row of rows) {
    if ('reason' in row) {
      refuse(report, row);
      continue;
    }
    const bytes = Buffer.byteLength(row.json) + 1;
    if (filling.rows.length === LINES_PER_REQUEST || filling.bytes + bytes > BYTES_PER_REQUEST) {
      if (waiting) await send(client, `${path}?publish=0`, waiting, report);
      waiting = filling;
      filling = emptyBatch();
      progress.at(row.line);
    }
    filling.lines.push(row.line);
    filling.rows.push(row.json);
    filling.bytes += bytes;
  }
  if (waiting) await send(client, filling.rows.length > 0 ? `${path}?publish=0` : path, waiting, report);
  if (filling.rows.length > 0) await send(client, path, filling, report);
  report.errors.sort((a, b) => a.line - b.line);
  return report;
}

const emptyBatch = (): Batch => ({ lines: [], rows: [], bytes: 0 });

function refuse(report: ImportReport, { line, reason }: LineError): void {
  report.refused++;
  if (report.errors.length < ERRORS_KEPT) report.errors.push({ line, reason });
}

async function send(client: AdminClient, path: string, batch: Batch, report: ImportReport): Promise<void> {
  const body = `${batch.rows.join('\n')}\n`;
  const key = createHash('sha256').update(`${path} ${batch.lines[0]}\n${body}`).digest('hex');
  const { accepted, refused, errors, ...last } = (await client.post(path, body, key)) as {
    accepted: number;
    refused: number;
    errors: LineError[];
  } & Record<string, unknown>;
  report.accepted += accepted;
  report.refused += refused;
  report.last = last;
  // The worker counts the lines of a request; the owner has a file.
  for (const { line, reason } of errors.slice(0, ERRORS_KEPT - report.errors.length)) {
    report.errors.push({ line: batch.lines[line - 1] ?? line, reason });
  }
}

/** Rows → several requests of bounded size, and one report with the line numbers of the file. */
import { createHash } from 'node:crypto';
import { type AdminClient, AdminFault } from '../admin-client.ts';
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
  /** The worker took nothing, because so much was refused, and says what stands. */
  unfit?: true;
}

/** What a request asks for: where it stands among those of one import, and what was counted before it. */
export type QueryOf = (at: { isLast: boolean; isOnly: boolean; accepted: number; refused: number }) => string;

/** All requests but the last say that nothing is to be built yet. */
export const inParts: QueryOf = ({ isLast }) => (isLast ? '' : '?publish=0');

interface Batch {
  lines: number[];
  rows: string[];
  bytes: number;
}

/**
 * Sends as it reads, one request at a time; memory holds one request and the batch before it.
 * @param path Of the admin API.
 * @throws AdminFault
 */
export async function sendRows(
  client: AdminClient,
  path: string,
  rows: AsyncIterable<ImportRow>,
  progress: Progress,
  queryOf: QueryOf = inParts,
): Promise<ImportReport> {
  const report: ImportReport = { accepted: 0, refused: 0, errors: [], last: {} };
  let waiting: Batch | undefined;
  let filling = emptyBatch();
  let isFirst = true;
  const sendNext = (batch: Batch, isLast: boolean) => {
    const { accepted, refused } = report;
    const query = queryOf({ isLast, isOnly: isFirst && isLast, accepted, refused });
    isFirst = false;
    return send(client, path + query, batch, report);
  };
  for await (const row of rows) {
    if ('reason' in row) {
      refuse(report, row);
      continue;
    }
    const bytes = Buffer.byteLength(row.json) + 1;
    if (filling.rows.length === LINES_PER_REQUEST || filling.bytes + bytes > BYTES_PER_REQUEST) {
      if (waiting) await sendNext(waiting, false);
      waiting = filling;
      filling = emptyBatch();
      progress.at(row.line);
    }
    filling.lines.push(row.line);
    filling.rows.push(row.json);
    filling.bytes += bytes;
  }
  if (waiting) await sendNext(waiting, filling.rows.length === 0);
  if (filling.rows.length > 0) await sendNext(filling, true);
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
  const { accepted, refused, errors, ...last } = await answerOf(client.post(path, body, key), report);
  report.accepted += accepted;
  report.refused += refused;
  report.last = last;
  // The worker counts the lines of a request; the owner has a file.
  for (const { line, reason } of errors.slice(0, ERRORS_KEPT - report.errors.length)) {
    report.errors.push({ line: batch.lines[line - 1] ?? line, reason });
  }
}

type Answer = { accepted: number; refused: number; errors: LineError[] } & Record<string, unknown>;

/** Also where the worker refuses the import whole: which lines it was for is said as of any other. */
async function answerOf(asked: Promise<unknown>, report: ImportReport): Promise<Answer> {
  try {
    return (await asked) as Answer;
  } catch (cause) {
    if (!(cause instanceof AdminFault) || cause.code !== 'mostly_refused') throw cause;
    report.unfit = true;
    return cause.body as Answer;
  }
}

/** `edgewise train`: a session log becomes a model snapshot, the same bytes that a shop's trainer would publish. */
import { writeFile } from 'node:fs/promises';
import { asKept } from '@edgewise/core/recommend/session-log';
import { train as trainModel } from '@edgewise/core/recommend/train';
import { readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { readLog } from '../read-log.ts';

const HELP = `edgewise train: learn a model from a shop's sessions

Usage: edgewise train --in LOG --out MODEL [--kind KIND] [--now SECONDS] [--json]

  --in LOG       CSV or TSV with a header, gzipped or not, of any size. Columns session_id, item_id and
                 timestamp (seconds, milliseconds or ISO 8601); kind (view, cart, purchase) where it is known.
  --out MODEL    where the snapshot goes
  --kind KIND    what rows without a kind are: view (default), cart or purchase
  --now SECONDS  the moment stamped on the model; the log's newest row if not given, so that equal input
                 gives equal bytes
  --json         print the report as one JSON object

The bytes are those that a shop's trainer publishes of the same sessions at the same moment, whatever the order of the
file's rows: equal rows of a session count once, and its newest 200 clicks. Two things only a file can have: more than the
trainer's newest 600,000 interactions, and sessions that end in the same moment, which keep the file's order (a trainer's
stand in the order of their names).

Example:
  edgewise train --in sessions.csv.gz --out model.bin
`;

export const train: Command = {
  name: 'train',
  summary: 'learn a model from a log of sessions',
  help: HELP,
  async run(args) {
    const options = readOptions(args, { values: ['in', 'out', 'kind', 'now'], flags: ['json'] });
    const input = options.required('in');
    const output = options.required('out');
    const kind = options.text('kind') ?? 'view';
    if (kind !== 'view' && kind !== 'cart' && kind !== 'purchase') {
      throw new UsageError(`--kind is '${kind}', expected view, cart or purchase`);
    }
    const started = performance.now();
    const log = asKept(await readLog(input, kind));
    const read = performance.now();
    const newest = log.time[log.at[log.at.length - 1]! - 1]!;
    const { bytes, report } = trainModel(log, { now: 1000 * options.number('now', newest, 0) });
    const trained = performance.now();
    await writeFile(output, bytes);
    const ms = { read: Math.round(read - started), train: Math.round(trained - read) };
    if (options.flag('json')) {
      process.stdout.write(`${JSON.stringify({ ...report, ms })}\n`);
    } else {
      process.stdout.write(
        `${output}: model ${report.version}, ${report.bytes.toLocaleString('en')} bytes\n` +
          `${report.events.toLocaleString('en')} events of ${report.items.toLocaleString('en')} items in ` +
          `${report.sessions.toLocaleString('en')} sessions; ${report.indexed.toLocaleString('en')} sessions and ` +
          `${report.baskets.toLocaleString('en')} baskets indexed\n` +
          `read in ${ms.read} ms, trained in ${ms.train} ms\n`,
      );
    }
    return 0;
  },
};

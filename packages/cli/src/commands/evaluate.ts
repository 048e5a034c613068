/** `edgewise evaluate`: how good the shelves' order would have been on sessions that training did not see. */
import { Model } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { holdOut } from '../evaluation/holdout.ts';
import { basketStrategies, evaluateLeaveOneOut } from '../evaluation/leave-one-out.ts';
import { evaluateNextItem } from '../evaluation/next-item.ts';
import { readLog } from '../read-log.ts';

const HELP = `edgewise evaluate: measure a model on sessions that training did not see

Usage: edgewise evaluate --train LOG --test LOG [--protocol NAME] [--json]
       edgewise evaluate --in LOG --holdout SHARE [--protocol NAME] [--json]

  --train LOG      CSV or TSV with a header, gzipped or not: session_id, item_id, timestamp
  --test LOG       the same, of a later time
  --in LOG         one log instead of two; the newest --holdout (0.1) of its sessions are the test
  --protocol NAME  next-item (default): every click of a session but the first, from the clicks before it,
                   ranked over the whole training catalogue; test items that training never saw are left out
                   leave-one-out: every line of a basket from the others, for lines that have no order
  --json           print one JSON object

Printed: hr@k, the share of predictions whose item is among the first k; mrr@k, the mean of 1/rank; ndcg@k.
The current item counts like any other, as in published figures; "shelf" leaves it out, as a shop's shelf does.
The same code predicts here and on the shop's pages. Nothing is learned from the test file.

Examples:
  edgewise evaluate --train june.csv.gz --test july.csv.gz
  edgewise evaluate --in baskets.csv --holdout 0.1 --protocol leave-one-out --json
`;

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'measure how well a model predicts later sessions',
  help: HELP,
  async run(args) {
    const options = readOptions(args, { values: ['train', 'test', 'in', 'holdout', 'protocol'], flags: ['json'] });
    const protocol = options.text('protocol') ?? 'next-item';
    if (protocol !== 'next-item' && protocol !== 'leave-one-out') {
      throw new UsageError(`--protocol is '${protocol}', expected next-item or leave-one-out`);
    }
    const logs = await readLogs(options, protocol === 'leave-one-out' ? 'purchase' : 'view');
    const now = 1000 * logs.train.time[logs.train.at.at(-1)! - 1]!;
    const started = performance.now();
    const { bytes, report } = train(logs.train, { now });
    const trained = performance.now() - started;
    const model = Model.from(bytes.buffer);
    const result = protocol === 'next-item' ? nextItem(model, logs.test) : leaveOneOut(model, logs.test);
    const summary = {
      protocol,
      ...result,
      train: { ...report, ms: Math.round(trained) },
    };
    process.stdout.write(options.flag('json') ? `${JSON.stringify(summary)}\n` : inWords(summary));
    return 0;
  },
};

async function readLogs(
  options: Options,
  kind: 'view' | 'purchase',
): Promise<{ train: TrainingLog; test: TrainingLog }> {
  const input = options.text('in');
  if (input === undefined) {
    if (options.text('holdout') !== undefined) throw new UsageError('--holdout belongs to --in, not to --train');
    const paths = [options.required('train'), options.required('test')] as const;
    return { train: await readLog(paths[0], kind), test: await readLog(paths[1], kind) };
  }
  const share = options.number('holdout', 0.1, 0);
  if (share <= 0 || share >= 1) throw new UsageError(`--holdout is '${share}', expected a share between 0 and 1`);
  return holdOut(await readLog(input, kind), share);
}

function nextItem(model: Model, test: TrainingLog) {
  const started = performance.now();
  const { all, shelf, durations, unseen } = evaluateNextItem(model, test, (session, now, limit) =>
    model.predict(session, now, limit),
  );
  return {
    predictions: all.predictions,
    ...all.figures(),
    ms: durations.summary(),
    'predictions/s': perSecond(all.predictions, performance.now() - started),
    shelf: { predictions: shelf.predictions, ...shelf.figures() },
    unseen,
  };
}

function leaveOneOut(model: Model, test: TrainingLog) {
  const started = performance.now();
  const strategies = basketStrategies(model).map((strategy) => {
    const { tally, durations } = evaluateLeaveOneOut(model, test, strategy);
    return { strategy: strategy.name, predictions: tally.predictions, ...tally.figures(), ms: durations.summary() };
  });
  const { strategy: _, ...first } = strategies[0]!;
  const seconds = performance.now() - started;
  return { ...first, 'predictions/s': perSecond(first.predictions * strategies.length, seconds), strategies };
}

const perSecond = (count: number, ms: number) => Math.round((1000 * count) / ms);

/** A summary as indented lines. */
function inWords(value: object, indent = ''): string {
  let text = '';
  for (const [name, entry] of Object.entries(value)) {
    if (Array.isArray(entry)) {
      text += entry.map((one: object) => `${indent}-\n${inWords(one, `${indent}  `)}`).join('');
    } else if (typeof entry === 'object' && entry !== null) {
      text += `${indent}${name}\n${inWords(entry, `${indent}  `)}`;
    } else {
      text += `${indent}${name.padEnd(16 - indent.length)} ${typeof entry === 'number' ? entry.toLocaleString('en', { maximumFractionDigits: 5 }) : entry}\n`;
    }
  }
  return text;
}

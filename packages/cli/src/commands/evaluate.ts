/** `edgewise evaluate`: how good the shelves' order would have been on sessions that training did not see. */
import { readFile, writeFile } from 'node:fs/promises';
import { Model } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { firstDays } from '../evaluation/first-day.ts';
import { holdOut } from '../evaluation/holdout.ts';
import { basketStrategies, evaluateLeaveOneOut } from '../evaluation/leave-one-out.ts';
import { evaluateNextItem, type NextItemResult, unseenClicks } from '../evaluation/next-item.ts';
import { coldStart, comparison, inWords } from '../evaluation/printing.ts';
import { htmlReport } from '../evaluation/report.ts';
import { strategies } from '../evaluation/strategies.ts';
import { readLog } from '../read-log.ts';

const HELP = `edgewise evaluate: measure a model on sessions that training did not see

Usage: edgewise evaluate --train LOG --test LOG [--compare] [--html FILE] [--json]
       edgewise evaluate --model MODEL --test LOG [--compare] [--html FILE] [--json]
       edgewise evaluate --in LOG [--holdout SHARE] [--protocol leave-one-out] [--json]

  --train LOG      CSV or TSV with a header, gzipped or not: session_id, item_id, timestamp
  --model MODEL    a snapshot that 'edgewise train' wrote, in place of --train
  --test LOG       a log as for --train, of a later time
  --in LOG         one log instead of two; the newest --holdout (0.1) of its sessions are the test
  --protocol NAME  next-item (default): every click of a session but the first, from the clicks before it,
                   ranked over the whole training catalogue; test items that training never saw are left out
                   leave-one-out: every line of a basket from the others, for lines that have no order
  --compare        each strategy beside the one that is served
  --html FILE      a report with plots, as one page
  --json           print one JSON object

Printed: hr@k, the share of predictions whose item is among the first k; mrr@k, the mean of 1/rank; ndcg@k;
precision, recall and MAP over all items that the session still holds; how much of the catalogue was shown
(coverage), how popular it was (popularity, 1 = the most popular item).
besideNew: shelf with each place given away that new products may have, wanted by nobody: their cost at most.
Cold start, apart: by the number of clicks known, from a visitor's first; cold: wanted items with fewer than ten
events in training; everyClick: clicks on items that training never saw count as predictions that failed; firstDays:
models of only the newest 100, 1,000 and 10,000 training sessions, on every click of the first 2,000 test sessions.
Times: ms of each prediction as it came; quietMs, the fastest of five passes over 2,000 of them.
The current item counts like any other, as in published figures; "shelf" neither shows nor counts it, as a
shelf on its page would not. The same code predicts here and on the shop's pages. Whatever is learned is
learned from --train; the test is read to score, and for nothing else.

Examples:
  edgewise evaluate --train june.csv.gz --test july.csv.gz --compare --html report.html
  edgewise evaluate --in baskets.csv --holdout 0.1 --protocol leave-one-out --json
`;

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'measure how well a model predicts later sessions',
  help: HELP,
  async run(args) {
    const options = readOptions(args, {
      values: ['train', 'model', 'test', 'in', 'holdout', 'protocol', 'html'],
      flags: ['compare', 'json'],
    });
    const protocol = options.text('protocol') ?? 'next-item';
    if (protocol !== 'next-item' && protocol !== 'leave-one-out') {
      throw new UsageError(`--protocol is '${protocol}', expected next-item or leave-one-out`);
    }
    if (protocol === 'leave-one-out' && options.text('html') !== undefined) {
      throw new UsageError('--html goes with --protocol next-item only');
    }
    const { model, test, trained, log } = await readInput(options, protocol === 'leave-one-out' ? 'purchase' : 'view');
    const json = options.flag('json');
    if (protocol === 'leave-one-out') {
      const summary = { protocol, ...leaveOneOut(model, test), train: trained };
      process.stdout.write(json ? `${JSON.stringify(summary)}\n` : inWords(summary));
      return 0;
    }
    const html = options.text('html');
    const chosen = strategies(model).slice(0, options.flag('compare') ? undefined : 1);
    const results = chosen.map(({ name, about, predict }) => ({
      name,
      about,
      result: evaluateNextItem(model, test, predict),
    }));
    const unseen = unseenClicks(model, test);
    const young = log ? firstDays(log, test, model) : undefined;
    const summary = {
      protocol,
      strategy: results[0]!.name,
      ...inOneObject(results[0]!.result),
      unseen,
      ...(young ? { firstDays: young } : {}),
      train: trained,
      ...(results.length > 1
        ? { strategies: results.map(({ name, result }) => ({ strategy: name, ...inOneObject(result) })) }
        : {}),
    };
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    else process.stdout.write(results.length > 1 ? comparison(results) + coldStart(results, young) : inWords(summary));
    if (html !== undefined) {
      await writeFile(
        html,
        htmlReport(
          {
            train: options.text('train') ?? options.text('model') ?? options.required('in'),
            test: options.text('test') ?? options.required('in'),
            sessions: model.meta.sessions,
            items: model.items.size,
            bytes: model.byteLength,
            unseen,
            ...(young ? { firstDays: young } : {}),
          },
          results,
        ),
      );
    }
    return 0;
  },
};

interface Input {
  model: Model;
  test: TrainingLog;
  /** What training reported; of a model that is read, what the file says. */
  trained: object;
  /** What it was trained from, where that is known. */
  log?: TrainingLog;
}

async function readInput(options: Options, kind: 'view' | 'purchase'): Promise<Input> {
  const [file, log, input] = [options.text('model'), options.text('train'), options.text('in')];
  if ([file, log, input].filter((path) => path !== undefined).length !== 1) {
    throw new UsageError('expected one of --train, --model and --in');
  }
  if (input === undefined && options.text('holdout') !== undefined) throw new UsageError('--holdout belongs to --in');
  if (input !== undefined) {
    if (options.text('test') !== undefined) throw new UsageError('--test does not go with --in');
    const share = options.number('holdout', 0.1, 0);
    if (share <= 0 || share >= 1) throw new UsageError(`--holdout is '${share}', expected a share between 0 and 1`);
    const parts = holdOut(await readLog(input, kind), share);
    return { ...trainOn(parts.train), test: parts.test };
  }
  const path = options.required('test');
  if (file !== undefined) return { ...(await openModel(file)), test: await readLog(path, kind) };
  return { ...trainOn(await readLog(options.required('train'), kind)), test: await readLog(path, kind) };
}

function trainOn(log: TrainingLog): Omit<Input, 'test'> {
  const now = 1000 * log.time[log.at.at(-1)! - 1]!;
  const started = performance.now();
  const { bytes, report } = train(log, { now });
  return { model: Model.from(bytes.buffer), trained: { ...report, ms: Math.round(performance.now() - started) }, log };
}

async function openModel(path: string): Promise<Omit<Input, 'test'>> {
  try {
    const bytes = await readFile(path);
    const model = Model.from(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
    return { model, trained: { ...model.meta, items: model.items.size, bytes: model.byteLength } };
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function inOneObject({ all, rest, perSecond, ...others }: NextItemResult) {
  return { ...all, ...rest, 'predictions/s': perSecond, ...others };
}

function leaveOneOut(model: Model, test: TrainingLog) {
  const started = performance.now();
  const results = basketStrategies(model).map((strategy) => {
    const { tally, durations } = evaluateLeaveOneOut(model, test, strategy);
    return { strategy: strategy.name, predictions: tally.predictions, ...tally.figures(), ms: durations.summary() };
  });
  const seconds = (performance.now() - started) / 1000;
  const { strategy: _, ...first } = results[0]!;
  return { ...first, 'predictions/s': Math.round((first.predictions * results.length) / seconds), strategies: results };
}

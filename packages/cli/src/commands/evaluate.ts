/** `edgewise evaluate`: how good the shelves' order would have been on sessions that training did not see. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Model } from '@edgewise/core/recommend/model';
import type { TrainingLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { type FirstDay, firstDays } from '../evaluation/first-day.ts';
import { holdOut } from '../evaluation/holdout.ts';
import { basketStrategies, evaluateLeaveOneOut } from '../evaluation/leave-one-out.ts';
import { evaluateNextItem, type NextItemResult, unseenClicks } from '../evaluation/next-item.ts';
import { basketTable, coldStart, comparison, inWords } from '../evaluation/printing.ts';
import { PROTOCOLS } from '../evaluation/protocols.ts';
import { htmlReport, type ReportEntry } from '../evaluation/report.ts';
import { strategies } from '../evaluation/strategies.ts';
import { withTables } from '../evaluation/table-file.ts';
import { summaryOf } from '../evaluation/tally.ts';
import { readLog } from '../read-log.ts';

const HELP = `edgewise evaluate: measure a model on sessions that training did not see

Usage: edgewise evaluate --train LOG --test LOG [--compare] [--html FILE] [--table FILE] [--json]
       edgewise evaluate --model MODEL --test LOG [--compare] [--html FILE] [--table FILE] [--json]
       edgewise evaluate --in LOG [--holdout SHARE] [--protocol leave-one-out] [--compare] [--table FILE] [--json]

  --train LOG      CSV or TSV with a header, gzipped or not: session_id, item_id, timestamp
  --model MODEL    a snapshot that 'edgewise train' wrote, in place of --train
  --test LOG       a log as for --train, of a later time
  --in LOG         one log instead of two; the newest --holdout (0.1) of its sessions are the test
  --protocol NAME  next-item (default): every click of a session but the first, from the clicks before it,
                   ranked over the whole training catalogue; test items that training never saw are left out
                   leave-one-out: every line of a basket from the others, for lines that have no order
  --compare        each strategy beside the one that is served
  --html FILE      a report with plots, as one page
  --table FILE     keeps the tables of --compare in a Markdown file, in place of those it held of --name
  --name NAME      what the set is called in --table; the test's file name if not given
  --json           print one JSON object

Printed: hr@k, the share of predictions whose item is among the first k; mrr@k, the mean of 1/rank; ndcg@k;
precision, recall and MAP over all items that the session still holds; how much of the catalogue was shown
(coverage), how popular it was (popularity, 1 = the most popular item).
besideNew: shelf with each place given away that new products may have, wanted by nobody: their cost at most.
Cold start, apart: by the number of clicks known, from a visitor's first; cold: wanted items with fewer than ten
events in training; everyClick: clicks on items that training never saw count as predictions that failed; firstDays:
models of only the newest 100, 1,000 and 10,000 training sessions, on every click of the first 2,000 test sessions.
Times: ms of each prediction as it came; quietMs, the fastest of five passes over 2,000 of them.
A group of predictions in which there is none has no figures; where nothing at all can be predicted, the exit code is 1.
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
      values: ['train', 'model', 'test', 'in', 'holdout', 'protocol', 'html', 'table', 'name'],
      flags: ['compare', 'json'],
    });
    const protocol = options.text('protocol') ?? 'next-item';
    if (protocol !== 'next-item' && protocol !== 'leave-one-out') {
      throw new UsageError(`--protocol is '${protocol}', expected next-item or leave-one-out`);
    }
    const html = options.text('html');
    const table = options.text('table');
    if (protocol === 'leave-one-out' && html !== undefined) {
      throw new UsageError('--html goes with --protocol next-item only');
    }
    if (table === undefined && options.text('name') !== undefined) throw new UsageError('--name belongs to --table');
    const input = await readInput(options, protocol === 'leave-one-out' ? 'purchase' : 'view');
    const compare = options.flag('compare') || table !== undefined;
    const measured =
      protocol === 'next-item' ? measureNextItem(input, compare) : measureLeaveOneOut(input.model, input.test);
    const summary = {
      protocol,
      protocolInWords: PROTOCOLS[protocol],
      ...(measured.warnings.length > 0 ? { warnings: measured.warnings } : {}),
      ...measured.summary,
      train: input.trained,
    };
    for (const warning of measured.warnings) process.stderr.write(`edgewise evaluate: ${warning}\n`);
    if (options.flag('json')) process.stdout.write(`${JSON.stringify(summary)}\n`);
    else if (compare) process.stdout.write(`${PROTOCOLS[protocol]}\n\n${measured.tables}`);
    else process.stdout.write(inWords(summary));
    if (table !== undefined) await keepTables(table, options, measured.tables);
    if (html !== undefined && measured.report) {
      const { results, unseen, young } = measured.report;
      const { model } = input;
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
    return measured.predictions > 0 ? 0 : 1;
  },
};

/** What a protocol found, for each way of putting it out. */
interface Measured {
  predictions: number;
  summary: object;
  /** Markdown. */
  tables: string;
  /** What a reader must know who sees the figures. */
  warnings: string[];
  report?: { results: ReportEntry[]; unseen: number; young: FirstDay[] | undefined };
}

function measureNextItem({ model, test, log }: Input, compare: boolean): Measured {
  const results = strategies(model)
    .slice(0, compare ? undefined : 1)
    .map(({ name, about, predict }) => ({ name, about, result: evaluateNextItem(model, test, predict) }));
  const [served] = results;
  const unseen = unseenClicks(model, test);
  const young = log ? firstDays(log, test, model) : undefined;
  const { predictions } = served!.result.all;
  const warnings: string[] = [];
  if (predictions === 0) {
    warnings.push(
      `nothing could be predicted: of the test's ${count(test.item.length)} clicks in ${count(test.at.length - 1)} sessions ` +
        `${count(unseen)} are on items that training never saw, and no session has two others`,
    );
  }
  if (compare && model.baskets === 0) {
    warnings.push('bought-together proposes nothing: the training log has no purchase and no cart addition');
  }
  return {
    predictions,
    warnings,
    summary: {
      strategy: served!.name,
      ...inOneObject(served!.result),
      unseen,
      ...(young ? { firstDays: young } : {}),
      ...(results.length > 1
        ? { strategies: results.map(({ name, result }) => ({ strategy: name, ...inOneObject(result) })) }
        : {}),
    },
    tables: comparison(results) + coldStart(results, young) + inLines(warnings),
    report: { results, unseen, young },
  };
}

function measureLeaveOneOut(model: Model, test: TrainingLog): Measured {
  const started = performance.now();
  const results = basketStrategies(model).map((strategy) => {
    const { tally, durations } = evaluateLeaveOneOut(model, test, strategy);
    return { name: strategy.name, figures: summaryOf(tally), ms: durations.summary() };
  });
  const seconds = (performance.now() - started) / 1000;
  const { figures: first, ms } = results[0]!;
  const warnings =
    first.predictions > 0
      ? []
      : [
          `nothing could be predicted: none of the test's ${count(test.at.length - 1)} baskets has two lines that training saw`,
        ];
  return {
    predictions: first.predictions,
    warnings,
    summary: {
      ...first,
      ms,
      'predictions/s': Math.round((first.predictions * results.length) / seconds),
      strategies: results.map(({ name, figures, ms }) => ({ strategy: name, ...figures, ms })),
    },
    tables: basketTable(results) + inLines(warnings),
  };
}

const inLines = (warnings: readonly string[]) => (warnings.length > 0 ? `\n${warnings.join('.\n')}.\n` : '');

const count = (value: number) => value.toLocaleString('en');

/** The set's tables, under the command that made them: file names only, as folders differ from machine to machine. */
async function keepTables(path: string, options: Options, tables: string): Promise<void> {
  const protocol = options.text('protocol') ?? 'next-item';
  const name = options.text('name') ?? basename(options.text('test') ?? options.required('in'));
  const files = ['train', 'model', 'test', 'in'].flatMap((option) => {
    const file = options.text(option);
    return file === undefined ? [] : [`--${option} ${basename(file)}`];
  });
  const rest = ['holdout', 'protocol', 'name'].flatMap((option) => {
    const given = options.text(option);
    return given === undefined ? [] : [`--${option} ${/\s/.test(given) ? `"${given}"` : given}`];
  });
  const command = ['edgewise evaluate', ...files, ...rest, `--table ${basename(path)}`].join(' ');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new UsageError(`${path}: ${error.message}`);
  });
  try {
    const words = PROTOCOLS[protocol as keyof typeof PROTOCOLS];
    await writeFile(path, withTables(text, name, `    ${command}\n\n${words}\n\n${tables}`));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

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

/** `edgewise plan`: a shop's plan from the command line: what differs, what would happen, publish, undo. */
import { readFile, writeFile } from 'node:fs/promises';
import { diffPlans } from '@edgewise/core/plan/diff-plans';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { validatePlan } from '@edgewise/core/plan/validate';
import { DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { clientOf, sitePath } from '../admin-options.ts';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { simulationHtml } from '../simulation/report.ts';
import { simulatePlans } from '../simulation/simulate-plans.ts';

const HELP = `edgewise plan: what a shop shows where, tried before shoppers see it and undone in one call

Usage: edgewise plan show     --site SITE [--out FILE]
       edgewise plan validate --draft FILE
       edgewise plan diff     --site SITE --draft FILE
       edgewise plan simulate --site SITE --draft FILE [--log SESSIONS] [--model MODEL] [--catalogue SNAPSHOT]
                              [--before FILE] [--sessions N] [--html FILE]
       edgewise plan preview  --site SITE --draft FILE [--page URL] [--minutes N]
       edgewise plan publish  --site SITE --draft FILE --why TEXT
       edgewise plan rollback --site SITE [--to VERSION] --why TEXT
       edgewise plan log      --site SITE

  --site SITE      the site's key
  --draft FILE     the plan as JSON; its form is the worker's /plan.schema.json
  --why TEXT       stands in the log
  --to VERSION     such as p7; the version before the one in use, where it is not given
  --url URL        the worker; ${DEFAULT_URL} if not given
  --token TOKEN    its admin token. Better: set EDGEWISE_ADMIN_TOKEN
  --json           print one JSON object

simulate replays sessions through the published plan (or --before) and the draft, in one run, with one model:
which shelves change and how much, hit rate and coverage, mean price and margin, and the share of cards each
rule moved. Without --log the worker's own sessions are replayed; without --model and --catalogue its own files
are used. Equal input gives an equal report. The model knows the sessions it was trained on, so compare the two
hit rates with each other and not with anything else.

  --log SESSIONS   CSV or TSV: session_id, item_id, timestamp, and kind where it is known
  --sessions N     the newest N sessions (2000)
  --html FILE      a report as one page, shelves before and after side by side

validate exits with 1 where there is a mistake, and prints each with its path and how to mend it.

Examples:
  edgewise plan simulate --site acme --draft plan.json --html report.html
  edgewise plan publish --site acme --draft plan.json --why "christmas candles first"
  edgewise plan rollback --site acme --why "wrong candles"
`;

type Task = (options: Options, world: World) => Promise<number>;

export function planCommand(world: World): Command {
  return {
    name: 'plan',
    summary: 'try, publish and undo what a shop shows where',
    help: HELP,
    async run([task = '', ...args]) {
      const run = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
      if (!run) {
        const there = Object.keys(TASKS).join(', ');
        throw new UsageError(
          task === '' ? `expected one of ${there}` : `there is no 'plan ${task}'; there are ${there}`,
        );
      }
      const options = readOptions(args, {
        values: [
          'site',
          'draft',
          'why',
          'to',
          'url',
          'token',
          'log',
          'model',
          'catalogue',
          'before',
          'sessions',
          'html',
          'page',
          'minutes',
          'out',
        ],
        flags: ['json'],
      });
      return run(options, world);
    },
  };
}

export const plan = planCommand(REAL_WORLD);

interface Published {
  version: string;
  document: PlanDocument;
}

const pathOf = (options: Options, what = '') => sitePath(options, `/plan${what}`);

async function readPlanFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** @throws Failure with every mistake */
async function readDraft(options: Options): Promise<PlanDocument> {
  const path = options.required('draft');
  const { plan: document, mistakes } = validatePlan(await readPlanFile(path));
  if (!document) throw new Failure(`${path} has ${mistakes.length} mistakes\n${mistakes.map(inWords).join('')}`);
  return document;
}

const inWords = ({ path, message, fix }: { path: string; message: string; fix: string }): string =>
  `  ${path}: ${message}\n    → ${fix}\n`;

const print = (text: string): void => {
  process.stdout.write(text);
};

function say(options: Options, result: object, words: string): number {
  print(options.flag('json') ? `${JSON.stringify(result)}\n` : words);
  return 0;
}

const published = (options: Options, world: World) =>
  clientOf(options, world).get(pathOf(options)) as Promise<Published>;

const TASKS: Record<string, Task> = {
  async show(options, world) {
    const { version, document } = await published(options, world);
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const out = options.text('out');
    if (out === undefined) print(options.flag('json') ? `${JSON.stringify({ version, document })}\n` : text);
    else await writeFile(out, text);
    return 0;
  },

  async validate(options) {
    const { mistakes, warnings } = validatePlan(await readPlanFile(options.required('draft')));
    say(
      options,
      { valid: mistakes.length === 0, mistakes, warnings },
      (mistakes.length === 0 ? 'no mistakes\n' : `${mistakes.length} mistakes\n${mistakes.map(inWords).join('')}`) +
        (warnings.length > 0 ? `to think about:\n${warnings.map(inWords).join('')}` : ''),
    );
    return mistakes.length === 0 ? 0 : 1;
  },

  async diff(options, world) {
    const draft = await readDraft(options);
    const { version, document } = await published(options, world);
    const changes = diffPlans(document, draft);
    const lines = changes.map(({ path, before, after }) => {
      const was = before === undefined ? '' : `  - ${JSON.stringify(before)}\n`;
      return `${path}\n${was}${after === undefined ? '' : `  + ${JSON.stringify(after)}\n`}`;
    });
    return say(
      options,
      { version, changes },
      lines.length === 0 ? `nothing differs from ${version}\n` : lines.join(''),
    );
  },

  async simulate(options, world) {
    const report = await simulatePlans(await readDraft(options), options, () => clientOf(options, world), readPlanFile);
    const html = options.text('html');
    if (html !== undefined) await writeFile(html, simulationHtml(report));
    const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
    const rows = report.shelves.map(
      ({ placement, changed, overlap, before, after }) =>
        `${placement.padEnd(18)}${percent(changed).padStart(8)} changed ${percent(overlap).padStart(8)} of the cards stay   ` +
        `hit rate ${percent(before.hit_rate)} → ${percent(after.hit_rate)}   moved by rules ${percent(after.moved_by_rules)}\n`,
    );
    return say(options, report, `${report.sessions} sessions\n${rows.join('')}`);
  },

  async preview(options, world) {
    const client = clientOf(options, world);
    await client.put(pathOf(options, '/draft'), JSON.stringify(await readDraft(options)));
    const page = options.text('page');
    const minutes = options.text('minutes') === undefined ? undefined : options.number('minutes', 0, 1);
    const link = (await client.post(
      pathOf(options, '/preview'),
      JSON.stringify({ ...(page !== undefined && { page }), ...(minutes !== undefined && { minutes }) }),
    )) as { url: string; expires: number };
    return say(options, link, `${link.url}\nuntil ${new Date(link.expires).toISOString()}\n`);
  },

  async publish(options, world) {
    const client = clientOf(options, world);
    const why = options.required('why');
    const draft = await readDraft(options);
    const { revision } = (await client.put(
      `${pathOf(options, '/draft')}?why=${encodeURIComponent(why)}`,
      JSON.stringify(draft),
    )) as { revision: number };
    // The key names this draft: a publication that is tried again after a broken connection is one.
    const key = `cli-publish-${revision}-${world.now()}`;
    const result = (await client.post(pathOf(options, '/publish'), JSON.stringify({ why }), key)) as {
      version: string;
      before: string;
    };
    return say(
      options,
      result,
      `${result.version} is published in place of ${result.before}; every page has it in 30 s\n`,
    );
  },

  async rollback(options, world) {
    const to = options.text('to');
    const body = JSON.stringify({ why: options.required('why'), ...(to !== undefined && { to }) });
    const client = clientOf(options, world);
    const result = (await client.post(pathOf(options, '/rollback'), body, `cli-rollback-${world.now()}`)) as {
      version: string;
      restores: string;
      before: string;
    };
    return say(
      options,
      result,
      `${result.version} shows what ${result.restores} showed, in place of ${result.before}; every page has it in 30 s\n`,
    );
  },

  async log(options, world) {
    const { entries } = (await clientOf(options, world).get(pathOf(options, '/log'))) as {
      entries: { at: number; who: string; why: string; what: string; detail: { version?: string; changed?: number } }[];
    };
    const lines = entries.map(
      ({ at, who, why, what, detail }) =>
        `${new Date(at).toISOString()}  ${what.padEnd(14)}${(detail.version ?? '').padEnd(6)}${who}${why ? `: ${why}` : ''}` +
        `${detail.changed === undefined ? '' : ` (${detail.changed} changes)`}\n`,
    );
    return say(options, { entries }, lines.join('') || 'nothing was done yet\n');
  },
};

/** `edgewise plan`: a shop's plan from the command line: what differs, what would happen, publish, undo. */
import { writeFile } from 'node:fs/promises';
import { diffPlans } from '@edgewise/core/plan/diff-plans';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { validatePlan } from '@edgewise/core/plan/validate';
import { DEFAULT_URL, REAL_WORLD, type World } from '../admin-client.ts';
import { clientOf } from '../admin-options.ts';
import { type Options, readOptions } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { approveDraft, previewDraft, publishDraft, putDraft, wantApproval } from '../plan/draft-tasks.ts';
import { inWords, type Mistake, mistakesIn, planPath, readDraft, readPlanFile } from '../plan/plan-file.ts';
import { print, say } from '../say.ts';
import { simulationHtml, simulationText } from '../simulation/report.ts';
import { simulatePlans } from '../simulation/simulate-plans.ts';

const HELP = `edgewise plan: what a shop shows where, tried before shoppers see it and undone in one call

Usage: edgewise plan show     --site SITE [--out FILE]
       edgewise plan validate --draft FILE [--site SITE]
       edgewise plan diff     --site SITE --draft FILE
       edgewise plan simulate --site SITE --draft FILE [--log SESSIONS] [--model MODEL] [--catalogue SNAPSHOT]
                              [--before FILE] [--sessions N] [--html FILE] [--visitor JSON]
       edgewise plan draft    --site SITE --draft FILE [--why TEXT]
       edgewise plan preview  --site SITE [--draft FILE] [--page URL] [--minutes N]
       edgewise plan approve  --site SITE [--draft FILE] [--why TEXT]
       edgewise plan publish  --site SITE [--draft FILE] --why TEXT
       edgewise plan rollback --site SITE [--to VERSION] --why TEXT
       edgewise plan approval --site SITE (--on | --off) --why TEXT
       edgewise plan log      --site SITE

  --site SITE      the site's key
  --draft FILE     the plan as JSON; its form is the worker's /plan.schema.json
  --why TEXT       stands in the log
  --to VERSION     such as p7; the version before the one in use, where it is not given
  --url URL        the worker; ${DEFAULT_URL} if not given
  --token TOKEN    its admin token. Better: set EDGEWISE_ADMIN_TOKEN
  --json           print one JSON object

validate exits with 1 where there is a mistake, and prints each with its path and how to mend it. With --site the
worker checks: it also reads templates, and knows the site's time zone.

A worker has one draft a site. preview and publish put the file there unless it says what the draft says already;
without --draft they take the draft as it is. A draft that somebody approved is never replaced on the way: only
'plan draft' does that, and takes the approval back. A plan that says no "holdout" holds out 5% of visitors.

approval --on makes a second person necessary (an owner's token): a draft is published only after somebody else than
its last editor said 'plan approve' with a token of their own. With --draft only what the file says is approved.
Tokens have names where EDGEWISE_ADMIN_TOKEN says ann:TOKEN,bob:TOKEN. A roll-back needs nobody.

simulate replays sessions through the published plan (or --before) and the draft, in one run, with one model:
which shelves change and how much, hit rate and coverage, mean price and margin, and the share of cards each
rule moved or kept off, beside the same shelf without rules. Sessions say what was looked at, and not by whom:
each is replayed as one visitor, of tier person, in no segment and no experiment, unless --visitor says more. Without --log the worker's own sessions are replayed; without --model and --catalogue its own files
are used. Equal input gives an equal report. The model knows the sessions it was trained on, so compare the two
hit rates with each other and not with anything else.

  --log SESSIONS   CSV or TSV: session_id, item_id, timestamp, and kind where it is known
  --sessions N     the newest N sessions (2000)
  --html FILE      a report as one page, shelves before and after side by side
  --visitor JSON   such as {"segments": ["vip"], "country": "RO", "device": "mobile", "language": "ro"}

Examples:
  edgewise plan simulate --site acme --draft plan.json --html report.html
  edgewise plan publish --site acme --draft plan.json --why "christmas candles first"
  edgewise plan rollback --site acme --why "wrong candles"
`;

type Task = (options: Options, world: World) => Promise<number>;

const REACH = ['site', 'url', 'token'];
const SIMULATION = ['log', 'model', 'catalogue', 'before', 'sessions', 'html', 'visitor'];
const TASKS: Record<string, { values: readonly string[]; flags?: readonly string[]; run: Task }> = {
  show: { values: [...REACH, 'out'], run: show },
  validate: { values: [...REACH, 'draft'], run: validate },
  diff: { values: [...REACH, 'draft'], run: diff },
  simulate: { values: [...REACH, 'draft', ...SIMULATION], run: simulateDraft },
  draft: { values: [...REACH, 'draft', 'why'], run: putDraft },
  preview: { values: [...REACH, 'draft', 'page', 'minutes'], run: previewDraft },
  approve: { values: [...REACH, 'draft', 'why'], run: approveDraft },
  publish: { values: [...REACH, 'draft', 'why'], run: publishDraft },
  rollback: { values: [...REACH, 'to', 'why'], run: rollback },
  approval: { values: [...REACH, 'why'], flags: ['on', 'off'], run: wantApproval },
  log: { values: REACH, run: log },
};

export function planCommand(world: World): Command {
  return {
    name: 'plan',
    summary: 'try, publish and undo what a shop shows where',
    help: HELP,
    async run([task = '', ...args]) {
      const known = Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;
      if (!known) {
        const there = Object.keys(TASKS).join(', ');
        throw new UsageError(
          task === '' ? `expected one of ${there}` : `there is no 'plan ${task}'; there are ${there}`,
        );
      }
      const { values, flags = [], run } = known;
      return run(readOptions(args, { values, flags: ['json', ...flags] }), world);
    },
  };
}

export const plan = planCommand(REAL_WORLD);

interface Published {
  version: string;
  document: PlanDocument;
}

const published = (options: Options, world: World) =>
  clientOf(options, world).get(planPath(options)) as Promise<Published>;

async function show(options: Options, world: World): Promise<number> {
  const { version, document } = await published(options, world);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const out = options.text('out');
  if (out === undefined) print(options.flag('json') ? `${JSON.stringify({ version, document })}\n` : text);
  else await writeFile(out, text);
  return 0;
}

async function validate(options: Options, world: World): Promise<number> {
  const file = await readPlanFile(options.required('draft'));
  const { mistakes, warnings } =
    options.text('site') === undefined
      ? validatePlan(file)
      : ((await clientOf(options, world).post(planPath(options, '/validate'), JSON.stringify(file))) as Found);
  say(
    options,
    { valid: mistakes.length === 0, mistakes, warnings },
    (mistakes.length === 0 ? 'no mistakes\n' : mistakesIn(options.required('draft'), mistakes)) +
      (warnings.length > 0 ? `to think about:\n${warnings.map(inWords).join('')}` : ''),
  );
  return mistakes.length === 0 ? 0 : 1;
}

interface Found {
  mistakes: Mistake[];
  warnings: Mistake[];
}

async function diff(options: Options, world: World): Promise<number> {
  const draft = await readDraft(options);
  const { version, document } = await published(options, world);
  const changes = diffPlans(document, draft);
  const lines = changes.map(({ path, before, after }) => {
    const was = before === undefined ? '' : `  - ${JSON.stringify(before)}\n`;
    return `${path}\n${was}${after === undefined ? '' : `  + ${JSON.stringify(after)}\n`}`;
  });
  return say(options, { version, changes }, lines.length === 0 ? `nothing differs from ${version}\n` : lines.join(''));
}

async function simulateDraft(options: Options, world: World): Promise<number> {
  const report = await simulatePlans(await readDraft(options), options, () => clientOf(options, world), readPlanFile);
  const html = options.text('html');
  if (html !== undefined) await writeFile(html, simulationHtml(report));
  return say(options, report, simulationText(report));
}

async function rollback(options: Options, world: World): Promise<number> {
  const to = options.text('to');
  const body = JSON.stringify({ why: options.required('why'), ...(to !== undefined && { to }) });
  const client = clientOf(options, world);
  const result = (await client.post(planPath(options, '/rollback'), body, `cli-rollback-${world.now()}`)) as {
    version: string;
    restores: string;
    before: string;
    /** A worker of an earlier release does not say. */
    changed?: boolean;
  };
  if (result.changed === false) {
    return say(
      options,
      result,
      `nothing changed: ${result.version} is in use, and ${result.restores} says nothing else; no version is made\n`,
    );
  }
  return say(
    options,
    result,
    `${result.version} shows what ${result.restores} showed, in place of ${result.before}; every page has it in 30 s\n`,
  );
}

async function log(options: Options, world: World): Promise<number> {
  const { entries } = (await clientOf(options, world).get(planPath(options, '/log'))) as {
    entries: { at: number; who: string; why: string; what: string; detail: { version?: string; changed?: number } }[];
  };
  const lines = entries.map(
    ({ at, who, why, what, detail }) =>
      `${new Date(at).toISOString()}  ${what.padEnd(14)}${(detail.version ?? '').padEnd(6)}${who}${why ? `: ${why}` : ''}` +
      `${detail.changed === undefined ? '' : ` (${detail.changed} changes)`}\n`,
  );
  return say(options, { entries }, lines.join('') || 'nothing was done yet\n');
}

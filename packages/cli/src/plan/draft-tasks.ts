/**
 * `edgewise plan draft|preview|approve|publish|approval`: a draft's way to the shoppers. Putting a draft takes back whoever approved the one before
 * (core's plan/SPEC.md, [L5]), so nothing here puts one that the worker has already, or in place of one that was approved.
 */
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { diffPlans } from '@edgewise/core/plan/diff-plans';
import { DEFAULT_HOLDOUT, type PlanDocument } from '@edgewise/core/plan/plan';
import { type AdminClient, AdminFault, type World } from '../admin-client.ts';
import { clientOf, sitePath } from '../admin-options.ts';
import type { Options } from '../arguments.ts';
import { Failure, UsageError } from '../command.ts';
import { say } from '../say.ts';
import { type Mistake, mistakesIn, planPath, readDraft } from './plan-file.ts';

/** The draft as the worker has it. */
interface KeptDraft {
  revision: number;
  who: string;
  approved_by: string | null;
  document: PlanDocument;
}

const tagOf = ({ revision }: { revision: number }): string => `"d${revision}"`;

/** Null where there is none. */
async function keptDraft(options: Options, client: AdminClient): Promise<KeptDraft | null> {
  try {
    return (await client.get(planPath(options, '/draft'))) as KeptDraft;
  } catch (cause) {
    if (cause instanceof AdminFault && cause.code === 'no_draft') return null;
    throw cause;
  }
}

interface Brought {
  revision: number;
  document: PlanDocument;
  /** What was done about it. */
  words: string;
}

/**
 * Sees to it that the worker's draft is that of `--draft`; without the option, that there is one.
 * @throws Failure where another one was approved, or the worker finds mistakes in this one
 */
async function bringDraft(options: Options, client: AdminClient, world: World, why: string): Promise<Brought> {
  const file = options.text('draft') === undefined ? null : await readDraft(options);
  const kept = await keptDraft(options, client);
  if (!file) {
    if (!kept) throw new UsageError('the worker has no draft: name a file with --draft');
    return { revision: kept.revision, document: kept.document, words: '' };
  }
  if (kept) {
    const { revision, who, approved_by: approver } = kept;
    const differing = diffPlans(kept.document, file).length;
    if (differing === 0) {
      const words = `the worker has this draft already: d${revision} of ${who}${approvedWords(kept)}\n`;
      return { revision, document: file, words };
    }
    if (approver !== null) {
      throw new Failure(
        `the worker's draft d${revision} of ${who}, approved by ${approver}, is another one: it differs in ${differing} ` +
          `${differing === 1 ? 'place' : 'places'}. To go on with what was approved leave --draft out; to take the approval back ` +
          "and have this file approved use 'edgewise plan draft'",
      );
    }
  }
  return putFile(options, client, world, why, file, kept);
}

async function putFile(
  options: Options,
  client: AdminClient,
  world: World,
  why: string,
  file: PlanDocument,
  kept: KeptDraft | null,
): Promise<Brought> {
  // Written against what was read, so that nobody's draft of this very moment is lost.
  const revisionRead =
    kept?.revision ?? ((await client.get(planPath(options))) as { draft_revision: number }).draft_revision;
  const { revision, mistakes } = (await client.put(
    `${planPath(options, '/draft')}${why === '' ? '' : `?why=${encodeURIComponent(why)}`}`,
    JSON.stringify(file),
    `cli-draft-${revisionRead}-${world.now()}`,
    tagOf({ revision: revisionRead }),
  )) as { revision: number; mistakes: Mistake[] };
  // The worker knows templates and the site's time zone, and so may find what the file alone does not show.
  if (mistakes.length > 0) throw new Failure(mistakesIn(`the draft is kept as d${revision}, and`, mistakes));
  const instead = kept ? ` in place of d${kept.revision} of ${kept.who}${approvedWords(kept)}` : '';
  return { revision, document: file, words: `the draft is d${revision}${instead}\n` };
}

const approvedWords = ({ approved_by: approver }: KeptDraft): string =>
  approver === null ? '' : `, approved by ${approver}`;

/** Puts the file, whatever the worker has. */
export async function putDraft(options: Options, world: World): Promise<number> {
  const client = clientOf(options, world);
  const file = await readDraft(options);
  const kept = await keptDraft(options, client);
  if (kept && diffPlans(kept.document, file).length === 0) {
    const words = `the worker has this draft already: d${kept.revision} of ${kept.who}${approvedWords(kept)}\n`;
    return say(options, { revision: kept.revision, changed: false }, words);
  }
  const { revision, words } = await putFile(options, client, world, options.text('why') ?? '', file, kept);
  return say(options, { revision, changed: true }, words);
}

export async function previewDraft(options: Options, world: World): Promise<number> {
  const client = clientOf(options, world);
  const page = options.text('page');
  const minutes = options.text('minutes') === undefined ? undefined : options.number('minutes', 0, 1);
  const { revision, words } = await bringDraft(options, client, world, '');
  const link = (await client.post(
    planPath(options, '/preview'),
    JSON.stringify({ ...(page !== undefined && { page }), ...(minutes !== undefined && { minutes }) }),
    undefined,
    tagOf({ revision }),
  )) as { url: string; expires: number };
  return say(options, link, `${words}${link.url}\nuntil ${new Date(link.expires).toISOString()}\n`);
}

/** With the token of who approves. With `--draft` only what that file says is approved. */
export async function approveDraft(options: Options, world: World): Promise<number> {
  const client = clientOf(options, world);
  const why = options.text('why');
  const kept = await keptDraft(options, client);
  if (!kept) throw new Failure('the worker has no draft to approve');
  if (options.text('draft') !== undefined) {
    const differing = diffPlans(await readDraft(options), kept.document);
    if (differing.length > 0) {
      const where = differing.map(({ path }) => `  ${path}\n`).join('');
      throw new Failure(`the worker's draft d${kept.revision} of ${kept.who} is not this file:\n${where}`);
    }
  }
  const published = (await client.get(planPath(options))) as { version: string; document: PlanDocument };
  const changes = diffPlans(published.document, kept.document).length;
  const result = await client.post(
    planPath(options, '/draft/approve'),
    JSON.stringify(why === undefined ? {} : { why }),
    `cli-approve-${kept.revision}-${world.now()}`,
    tagOf(kept),
  );
  return say(
    options,
    result as object,
    `d${kept.revision} of ${kept.who} is approved: ${changes} ${changes === 1 ? 'change' : 'changes'} against ${published.version}. ` +
      'Any change of the draft takes that back\n',
  );
}

export async function publishDraft(options: Options, world: World): Promise<number> {
  const client = clientOf(options, world);
  const why = options.required('why');
  const already = await publishedAlready(options, client);
  if (already !== null) return sayUnchanged(options, already, 'the file says nothing else');
  const { revision, document, words } = await bringDraft(options, client, world, why);
  let result: { version: string; before: string; changed?: boolean };
  try {
    result = (await client.post(
      planPath(options, '/publish'),
      JSON.stringify({ why }),
      // The key names this draft: a publication that is tried again after a broken connection is one.
      `cli-publish-${revision}-${world.now()}`,
      tagOf({ revision }),
    )) as typeof result;
  } catch (cause) {
    if (!(cause instanceof AdminFault) || cause.code !== 'not_approved') throw cause;
    throw new Failure(
      `${words}d${revision} waits for a second person: this shop wants one to approve it. They say 'edgewise plan approve' ` +
        "with a token of their own, then 'edgewise plan publish' publishes it as it is",
    );
  }
  if (result.changed === false)
    return sayUnchanged(options, result.version, `d${revision} says nothing else, and is gone`);
  const holdout = document.holdout?.share ?? DEFAULT_HOLDOUT;
  return say(
    options,
    { ...result, holdout },
    `${words}${result.version} is published in place of ${result.before}; every page has it in 30 s\n${holdoutWords(holdout, result)}`,
  );
}

/** The version that says what the file says; null where there is none. A draft that was approved is somebody's wish, and looked at first. */
async function publishedAlready(options: Options, client: AdminClient): Promise<string | null> {
  if (options.text('draft') === undefined) return null;
  const file = await readDraft(options);
  if (((await keptDraft(options, client))?.approved_by ?? null) !== null) return null;
  const { version, document } = (await client.get(planPath(options))) as { version: string; document: PlanDocument };
  return diffPlans(document, file).length === 0 ? version : null;
}

/** [L9] */
const sayUnchanged = (options: Options, version: string, why: string): number =>
  say(
    options,
    { version, before: version, changed: false },
    `nothing changed: ${version} is in use, and ${why}; no version is made\n`,
  );

/** What nobody may overlook who publishes; the first time with what to do about it. */
function holdoutWords(share: number, { before }: { before: string }): string {
  if (share === 0) return 'nobody is held out, so what personalisation brings is not measured\n';
  const held = `note: ${+(100 * share).toFixed(2)}% of visitors are held out: their shelves show no personalisation, so that its worth is measured.\n`;
  if (before !== DEFAULT_PLAN.version) return held;
  return `${held}      "holdout": {"share": 0.02} in the plan says another share, 0 none; results: edgewise experiment results holdout\n`;
}

/** The second approver: on or off. An owner's to say. */
export async function wantApproval(options: Options, world: World): Promise<number> {
  const [on, off] = [options.flag('on'), options.flag('off')];
  if (on === off) throw new UsageError('expected either --on or --off');
  const why = options.required('why');
  const path = `${sitePath(options, '')}?why=${encodeURIComponent(why)}`;
  await clientOf(options, world).patch(path, JSON.stringify({ plan_approval: on }));
  return say(
    options,
    { plan_approval: on },
    on
      ? "a draft is published only after somebody else than its last editor approved it: 'edgewise plan approve'. A roll-back needs nobody\n"
      : 'a draft is published without a second person\n',
  );
}

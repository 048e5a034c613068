/** `/admin/v1/sites/{site}/plan`: draft, validate, preview, publish, roll back (core/src/plan/SPEC.md, [L1]–[L9]). */

import { type Change, diffPlans } from '@edgewise/core/plan/diff-plans';
import { DEFAULT_HOLDOUT, type PlanDocument } from '@edgewise/core/plan/plan';
import { validatePlan } from '@edgewise/core/plan/validate';
import { LIMITS } from '@edgewise/protocol/limits';
import type { PlanMistake } from '@edgewise/protocol/parse-plan';
import { prototypeKey, RequestFault } from '@edgewise/protocol/read-json';
import { Hono } from 'hono';
import { byOf, entryOf } from '../access/log.ts';
import { explainPage } from '../explain-page.ts';
import { type AppContext, type AppEnv, PRIVATE, readBody } from '../http.ts';
import { shopOf } from '../objects/names.ts';
import { type Preview, previewLink, sealPreview } from '../preview.ts';
import { toBase64Url } from '../sealing.ts';
import { simulateDraft } from '../simulate-draft.ts';
import { checkTemplate } from '../templates/own-template.ts';
import { draftTag, type PlanAction } from '../write-plan.ts';
import { settingsOf } from './admin-site.ts';

export const adminPlan = new Hono<AppEnv>();

const DOCUMENT = { bytes: LIMITS.planBytes, depth: LIMITS.planDepth };
const COMMAND = { bytes: 4_096, depth: 4 };
const PREVIEW_MINUTES = { usual: 24 * 60, most: 14 * 24 * 60 };

async function readDocument(c: AppContext): Promise<unknown> {
  const document = await readBody(c, DOCUMENT);
  const key = prototypeKey(document);
  if (key !== undefined) throw new RequestFault(400, 'invalid', `body: the key '${key}' is not allowed`);
  return document;
}

async function readCommand(c: AppContext): Promise<Record<string, unknown>> {
  const body = (c.req.header('content-length') ?? '0') === '0' && !c.req.raw.body ? {} : await readBody(c, COMMAND);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RequestFault(400, 'invalid', 'body: expected a JSON object');
  }
  return body as Record<string, unknown>;
}

function textIn(body: Record<string, unknown>, field: string, longest: number): string | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.length > longest) {
    throw new RequestFault(400, 'invalid', `${field}: expected a text of at most ${longest} characters`);
  }
  return value;
}

async function write(c: AppContext, action: PlanAction, why?: unknown): Promise<{ status: number; body: string }> {
  const { id } = await settingsOf(c);
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw new RequestFault(400, 'invalid', 'idempotency-key: expected 8 to 128 visible characters');
  }
  const match = c.req.header('if-match');
  const outcome = await shopOf(c.env, id).writePlan({
    action,
    ...byOf(c, why),
    now: Date.now(),
    ...(match !== undefined && { match }),
    ...(key !== undefined && { key }),
  });
  if (outcome.etag !== undefined) c.header('etag', outcome.etag);
  return outcome;
}

function answer(c: AppContext, { status, body }: { status: number; body: string }): Response {
  const whole = status === 200 ? body : JSON.stringify({ ...JSON.parse(body), request: c.get('request') });
  return c.body(whole, status as 200, { ...PRIVATE, 'content-type': 'application/json' });
}

/** `GET …/plan`. */
export interface PlanAnswer {
  version: string;
  document: PlanDocument;
  /** Of the newest draft, also where it is gone: what the next write's If-Match names. */
  draft_revision: number;
  has_draft: boolean;
}

adminPlan.get('/', async (c) => {
  const { id } = await settingsOf(c);
  const shop = shopOf(c.env, id);
  const [view, draft] = await Promise.all([shop.view(), shop.planDraft()]);
  const { version, text } = view!.plan;
  const answer: PlanAnswer = {
    version,
    document: JSON.parse(text) as PlanDocument,
    draft_revision: draft.revision,
    has_draft: draft.text !== null,
  };
  return c.json(answer, 200, { ...PRIVATE, etag: `"${version}"` });
});

adminPlan.get('/versions', async (c) => {
  const { id } = await settingsOf(c);
  return c.json({ versions: await shopOf(c.env, id).planVersions() }, 200, PRIVATE);
});

adminPlan.get('/versions/:version', async (c) => {
  const { id } = await settingsOf(c);
  const version = c.req.param('version');
  const text = await shopOf(c.env, id).planDocument(version);
  if (text === null) throw new RequestFault(404, 'no_version', `version: there is no '${version.slice(0, 40)}'`);
  return c.json({ version, document: JSON.parse(text) as object }, 200, PRIVATE);
});

/** `POST …/plan/publish` and `…/rollback`. */
export interface PublishAnswer {
  version: string;
  /** The version that was in use. */
  before: string;
  /** False where what was to be published is published already: no version was made [L9]. */
  changed: boolean;
}

/** `POST …/plan/validate`. */
export interface PlanCheckAnswer {
  valid: boolean;
  mistakes: PlanMistake[];
  /** Allowed, and probably not meant. */
  warnings: PlanMistake[];
}

/** `GET …/plan/draft`. */
export interface DraftAnswer extends PlanCheckAnswer {
  revision: number;
  /** ms since the epoch. */
  at: number;
  who: string;
  approved_by: string | null;
  /** Of this form where it is valid; whatever was put otherwise. */
  document: PlanDocument;
}

adminPlan.get('/draft', async (c) => {
  const { id, timeZone } = await settingsOf(c);
  const { revision, at, who, approvedBy, text } = await shopOf(c.env, id).planDraft();
  if (text === null) throw new RequestFault(404, 'no_draft', 'draft: there is none; put one first');
  const document = JSON.parse(text) as PlanDocument;
  const { mistakes, warnings } = validatePlan(document, { timeZone, checkTemplate });
  const valid = mistakes.length === 0;
  const answer: DraftAnswer = { revision, at, who, approved_by: approvedBy, valid, mistakes, warnings, document };
  return c.json(answer, 200, { ...PRIVATE, etag: draftTag(revision) });
});

adminPlan.put('/draft', async (c) => {
  const document = await readDocument(c);
  return answer(c, await write(c, { do: 'draft', text: JSON.stringify(document) }));
});

adminPlan.delete('/draft', async (c) => answer(c, await write(c, { do: 'discard' })));

adminPlan.post('/validate', async (c) => {
  const { timeZone } = await settingsOf(c);
  const { mistakes, warnings } = validatePlan(await readDocument(c), { timeZone, checkTemplate });
  return c.json({ valid: mistakes.length === 0, mistakes, warnings } satisfies PlanCheckAnswer, 200, PRIVATE);
});

export interface DiffAnswer {
  from: string;
  to: string;
  changes: Change[];
  holdout: HoldoutChange;
}

/** Shares of visitors, 0 to 1, that see no personalisation under either plan. */
export interface HoldoutChange {
  before: number;
  after: number;
  /** Whether it is drawn anew who they are. */
  anew: boolean;
}

/** A draft may hold anything: what is no share is a mistake of its own. */
function holdoutOf(...sides: [before: unknown, after: unknown]): HoldoutChange {
  const [before, after] = sides.map((side) => {
    const { share, period = '' } = (side as Partial<PlanDocument> | null)?.holdout ?? {};
    return { share: typeof share === 'number' ? share : DEFAULT_HOLDOUT, period };
  });
  return { before: before!.share, after: after!.share, anew: before!.period !== after!.period };
}

/** `?from=published&to=draft`: what differs; each side is `published`, `draft` or a version. */
adminPlan.get('/diff', async (c) => {
  const { id } = await settingsOf(c);
  const { from = 'published', to = 'draft' } = c.req.query();
  const [before, after] = await Promise.all([from, to].map((side) => sideOf(c, id, side)));
  return c.json(
    { from, to, changes: diffPlans(before, after), holdout: holdoutOf(before, after) } satisfies DiffAnswer,
    200,
    PRIVATE,
  );
});

async function sideOf(c: AppContext, site: string, side: string): Promise<unknown> {
  const shop = shopOf(c.env, site);
  const text =
    side === 'published'
      ? (await shop.view())!.plan.text
      : side === 'draft'
        ? (await shop.planDraft()).text
        : await shop.planDocument(side);
  if (text === null) throw new RequestFault(404, 'no_version', `version: there is no '${side.slice(0, 40)}'`);
  return JSON.parse(text);
}

/** The draft beside the published plan, on the newest sessions. */
adminPlan.post('/simulate', async (c) => {
  const { id } = await settingsOf(c);
  const { sessions = 200 } = await readCommand(c);
  if (
    typeof sessions !== 'number' ||
    !Number.isInteger(sessions) ||
    sessions < 1 ||
    sessions > LIMITS.simulatedSessions
  ) {
    throw new RequestFault(400, 'invalid', `sessions: expected a whole number from 1 to ${LIMITS.simulatedSessions}`);
  }
  return c.json(await simulateDraft(c, id, sessions), 200, PRIVATE);
});

adminPlan.post('/draft/approve', async (c) => {
  const body = await readCommand(c);
  return answer(c, await write(c, { do: 'approve' }, body.why));
});

adminPlan.post('/publish', async (c) => {
  const body = await readCommand(c);
  return answer(c, await write(c, { do: 'publish' }, body.why));
});

adminPlan.post('/rollback', async (c) => {
  const body = await readCommand(c);
  const to = textIn(body, 'to', 40);
  return answer(c, await write(c, { do: 'rollback', ...(to !== undefined && { to }) }, body.why));
});

adminPlan.post('/preview', async (c) => {
  const { id: site, origins } = await settingsOf(c);
  const body = await readCommand(c);
  const minutes = body.minutes ?? PREVIEW_MINUTES.usual;
  if (typeof minutes !== 'number' || !(minutes >= 1 && minutes <= PREVIEW_MINUTES.most)) {
    throw new RequestFault(400, 'invalid', `minutes: expected a number from 1 to ${PREVIEW_MINUTES.most}`);
  }
  const page = new URL(textIn(body, 'page', LIMITS.urlLength) ?? origins[0] ?? 'https://shop.example/');
  if (!origins.includes(page.origin)) {
    throw new RequestFault(400, 'invalid', `page: '${page.origin}' is not one of the site's origins`);
  }
  const expires = Date.now() + Math.round(minutes * 60_000);
  const outcome = await write(
    c,
    { do: 'preview', id: toBase64Url(crypto.getRandomValues(new Uint8Array(12))), expires },
    body.why,
  );
  if (outcome.status !== 200) return answer(c, outcome);
  const preview = JSON.parse(outcome.body) as Preview & { revision: number };
  const token = await sealPreview(c.env, site, preview);
  const url = previewLink(page, token);
  return c.json({ revision: preview.revision, token, url, expires: preview.expires }, 200, PRIVATE);
});

adminPlan.get('/log', async (c) => {
  const { id } = await settingsOf(c);
  return c.json({ entries: (await shopOf(c.env, id).auditLog('plan.')).map(entryOf) }, 200, PRIVATE);
});

adminPlan.post('/explain', async (c) => {
  const { id } = await settingsOf(c);
  return c.json(await explainPage(c, id, await readBody(c, DOCUMENT)), 200, PRIVATE);
});

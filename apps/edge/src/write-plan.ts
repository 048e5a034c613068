/**
 * What the shop's staff do to its plan, one write at a time inside the Shop object (core/src/plan/SPEC.md, [L1]–[L9]).
 * Synchronous from its first read to its last write, so that no other request comes between.
 */
import { fnv1a32 } from '@edgewise/core/experiments/hash';
import { diffPlans } from '@edgewise/core/plan/diff-plans';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { type TemplateCheck, validatePlan } from '@edgewise/core/plan/validate';
import { formMistakes } from '@edgewise/protocol/parse-plan';
import type { PlanStore } from './storage/plan-store.ts';

export type PlanAction =
  | { do: 'draft'; text: string }
  | { do: 'discard' }
  | { do: 'approve' }
  | { do: 'publish' }
  | { do: 'rollback'; to?: string }
  | { do: 'preview'; id: string; expires: number };

export interface PlanWrite {
  action: PlanAction;
  who: string;
  why: string;
  /** ms since the epoch. */
  now: number;
  /** ETag that the draft must have; any where missing. */
  match?: string;
  /** Idempotency key. */
  key?: string;
}

/** What the route answers: a status and its JSON. */
export interface PlanOutcome {
  status: 200 | 403 | 404 | 409 | 412 | 422;
  body: string;
  etag?: string;
}

/** What of the Shop a write needs beside the plans themselves. */
export interface ShopOfPlan {
  plans: PlanStore;
  /** What every shop starts with, before its first version. */
  first: { version: string; text: string };
  /** The plan in use: a version's, or the first. */
  current(): { version: string; text: string };
  needsApproval: boolean;
  timeZone: string;
  hasItem(item: string): boolean;
  checkTemplate(liquid: string): TemplateCheck;
  note(what: string, detail: unknown, who: string, why: string): void;
  recall(key: string): string | null;
  remember(key: string, answer: string, now: number): void;
}

export const draftTag = (revision: number): string => `"d${revision}"`;

/** Changes that one line of the log repeats; the versions themselves hold all. */
const CHANGES_LOGGED = 100;

export function writePlan(shop: ShopOfPlan, write: PlanWrite): PlanOutcome {
  const { action, key, now } = write;
  const stored = key === undefined ? undefined : `plan:${key}`;
  // Tells a repeated request from another one under the same key; no protection is asked of it.
  const print = fnv1a32(JSON.stringify(action.do === 'preview' ? { do: action.do } : action));
  if (stored !== undefined) {
    const before = shop.recall(stored);
    if (before !== null) {
      const { print: had, outcome } = JSON.parse(before) as { print: number; outcome: PlanOutcome };
      if (had === print) return outcome;
      return fault(422, 'key_used', 'idempotency-key: was used for another request; use a new one');
    }
  }
  const tag = draftTag(shop.plans.draft().revision);
  if (write.match !== undefined && write.match !== '*' && write.match !== tag) {
    return fault(412, 'changed', `if-match: the draft is ${tag} by now; read it again`);
  }
  const outcome = ACTIONS[action.do](shop, write as never);
  if (stored !== undefined && outcome.status === 200) shop.remember(stored, JSON.stringify({ print, outcome }), now);
  return outcome;
}

type WriteOf<Do extends PlanAction['do']> = PlanWrite & { action: Extract<PlanAction, { do: Do }> };

const ACTIONS: { [Do in PlanAction['do']]: (shop: ShopOfPlan, write: WriteOf<Do>) => PlanOutcome } = {
  draft(shop, { action, who, why, now }) {
    const { plans } = shop;
    const before = plans.draft().document ?? JSON.parse(shop.current().text);
    const document = JSON.parse(action.text) as PlanDocument;
    const { mistakes, warnings } = validatePlan(document, shop);
    const revision = plans.putDraft(JSON.stringify(document), now, who);
    shop.note('plan.draft', { revision, mistakes: mistakes.length, ...changes(before, document) }, who, why);
    return ok({ revision, valid: mistakes.length === 0, mistakes, warnings }, draftTag(revision));
  },

  discard(shop, { who, why, now }) {
    if (shop.plans.draft().document === null) return noDraft();
    const revision = shop.plans.putDraft(null, now, who);
    shop.note('plan.discard', { revision }, who, why);
    return ok({ revision }, draftTag(revision));
  },

  approve(shop, { who, why }) {
    const draft = shop.plans.draft();
    if (draft.document === null) return noDraft();
    if (draft.who === who) {
      return fault(403, 'same_person', `draft: '${who}' wrote it last, so somebody else has to approve it`);
    }
    shop.plans.approve(who);
    shop.note('plan.approve', { revision: draft.revision }, who, why);
    return ok({ revision: draft.revision, approved_by: who }, draftTag(draft.revision));
  },

  publish(shop, { who, why, now }) {
    const { plans } = shop;
    const draft = plans.draft();
    if (draft.document === null) return noDraft();
    const { mistakes } = validatePlan(draft.document, shop);
    if (mistakes.length > 0) {
      return fault(422, 'mistakes', `draft: has ${mistakes.length} mistakes; mend them first`, { mistakes });
    }
    const before = shop.current();
    if (isSamePlan(before.text, draft.document)) {
      const revision = plans.putDraft(null, now, who);
      shop.note('plan.discard', { revision, same_as: before.version }, who, why);
      return unchanged(before.version);
    }
    if (shop.needsApproval && draft.approvedBy === null) {
      return fault(403, 'not_approved', 'draft: this shop wants a second person to approve it first');
    }
    const version = plans.publish(JSON.stringify(draft.document), now, who, why);
    plans.putDraft(null, now, who);
    shop.note(
      'plan.publish',
      {
        version,
        before: before.version,
        ...(draft.approvedBy !== null && { approved_by: draft.approvedBy }),
        ...changes(JSON.parse(before.text), draft.document),
      },
      who,
      why,
    );
    return ok({ version, before: before.version, changed: true, effective_within_seconds: 30 });
  },

  rollback(shop, { action, who, why, now }) {
    const { plans } = shop;
    const before = shop.current();
    // Behind the only version lies what the shop started with.
    const to = action.to ?? plans.before() ?? shop.first.version;
    const text = to === shop.first.version ? shop.first.text : plans.document(to);
    if (text === null || to === before.version) {
      return fault(404, 'no_version', `to: there is no version '${(action.to ?? '').slice(0, 40)}' to go back to`);
    }
    if (isSamePlan(before.text, JSON.parse(text))) return unchanged(before.version, to);
    // What has gone from the shop since (a product, a time that is over) is no reason to refuse a way back.
    const mistakes = formMistakes(JSON.parse(text));
    if (mistakes.length > 0) {
      const message = `to: '${to}' was written for another release; mend it as a draft: ${mistakes.length} mistakes`;
      return fault(422, 'mistakes', message, { mistakes });
    }
    const version = plans.publish(text, now, who, why, to);
    shop.note(
      'plan.rollback',
      { version, restores: to, before: before.version, ...changes(JSON.parse(before.text), JSON.parse(text)) },
      who,
      why,
    );
    return ok({ version, restores: to, before: before.version, changed: true, effective_within_seconds: 30 });
  },

  preview(shop, { action, who, why, now }) {
    const draft = shop.plans.draft();
    if (draft.document === null) return noDraft();
    const { mistakes } = validatePlan(draft.document, shop);
    if (mistakes.length > 0) {
      return fault(422, 'mistakes', `draft: has ${mistakes.length} mistakes; mend them first`, { mistakes });
    }
    shop.plans.keepPreview(action.id, JSON.stringify(draft.document), action.expires, now);
    shop.note('plan.preview', { revision: draft.revision, expires: action.expires }, who, why);
    return ok({ revision: draft.revision, id: action.id, expires: action.expires });
  },
};

const ok = (body: object, etag?: string): PlanOutcome => ({
  status: 200,
  body: JSON.stringify(body),
  ...(etag !== undefined && { etag }),
});

const isSamePlan = (published: string, other: unknown): boolean => diffPlans(JSON.parse(published), other).length === 0;

/** No version is made of what is published already [L9]. */
const unchanged = (version: string, restores?: string) =>
  ok({ version, ...(restores !== undefined && { restores }), before: version, changed: false });

const fault = (status: PlanOutcome['status'], code: string, message: string, more: object = {}): PlanOutcome => ({
  status,
  body: JSON.stringify({ error: { code, message }, ...more }),
});

const noDraft = () => fault(404, 'no_draft', 'draft: there is none; put one first');

function changes(before: unknown, after: unknown) {
  const all = diffPlans(before, after);
  return { changed: all.length, changes: all.slice(0, CHANGES_LOGGED) };
}

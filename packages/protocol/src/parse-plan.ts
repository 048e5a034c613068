/** A draft's form: every mistake in it at once, with its JSON path and what to write instead. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import { nearest } from './nearest.ts';
import { planPlacement, planTemplate } from './schemas-placement.ts';
import * as schema from './schemas-plan.ts';

export interface PlanMistake {
  /** JSON path: `$.rules[3].effect.slot`. */
  path: string;
  message: string;
  /** What to write instead. */
  fix: string;
}

export type Path = readonly (string | number)[];

const MOST_MISTAKES = 200;

export function jsonPath(path: Path): string {
  return path.reduce<string>(
    (text, key) =>
      text +
      (typeof key === 'number' ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`),
    '$',
  );
}

const PARTS = {
  placements: planPlacement,
  rules: schema.planRule,
  experiments: schema.planExperiment,
  templates: planTemplate,
} as const;

/** The entries of a list whose own form is right, each with its path. */
export function rightParts<Field extends keyof typeof PARTS>(
  draft: unknown,
  field: Field,
): [Path, v.InferOutput<(typeof PARTS)[Field]>][] {
  const list = (draft as Record<string, unknown> | null | undefined)?.[field];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, i): [Path, v.InferOutput<(typeof PARTS)[Field]>][] => {
    const result = v.safeParse(PARTS[field], entry);
    return result.success ? [[[field, i], result.output]] : [];
  });
}

/** A strict object names its first unknown key alone: it is taken out and the rest looked at again. */
export function formMistakes(draft: unknown): PlanMistake[] {
  const copy: unknown = draft === undefined ? undefined : JSON.parse(JSON.stringify(draft));
  const unknown: PlanMistake[] = [];
  while (unknown.length < MOST_MISTAKES) {
    const { issues } = v.safeParse(schema.planDocument, copy);
    const strangers = (issues ?? []).filter(isStranger);
    if (strangers.length === 0) {
      return [...unknown, ...(issues ?? []).slice(0, MOST_MISTAKES - unknown.length).map(mistakeOf)];
    }
    for (const issue of strangers.slice(0, MOST_MISTAKES - unknown.length)) {
      const last = issue.path!.at(-1)!;
      unknown.push(mistakeOf(issue));
      delete (last.input as Record<string, unknown>)[String(last.key)];
    }
  }
  return unknown;
}

type Issue = v.BaseIssue<unknown>;

const isStranger = ({ type, expected, path }: Issue): boolean =>
  type === 'strict_object' && expected === 'never' && path !== undefined;

function mistakeOf(issue: Issue): PlanMistake {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const key = path.at(-1);
  const expected = issue.expected?.replaceAll('"', "'") ?? '';
  if (isStranger(issue)) {
    return {
      path: jsonPath(path),
      message: `there is no field '${String(key).slice(0, 60)}' here`,
      fix: 'take it out, or see /plan.schema.json for the fields there are',
    };
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return { path: jsonPath(path), message: `'${String(key)}' is missing`, fix: `add it` };
  }
  const received = (issue.received ?? '').replaceAll('"', "'").slice(0, 80);
  const choices = issue.type === 'picklist' || issue.type === 'variant' ? choicesIn(expected) : [];
  const near = choices.length > 0 ? nearest(received.replaceAll("'", ''), choices) : undefined;
  return {
    path: jsonPath(path),
    message:
      received === 'undefined'
        ? `'${String(key)}' is missing`
        : `got ${received}${issue.type === 'regex' ? `, ${short(issue.message)}` : ''}`,
    fix: near ? `did you mean '${near}'? There are ${choices.join(', ')}` : fixOf(issue, expected),
  };
}

const short = (text: string): string => text.slice(0, LIMITS.reasonLength);

const choicesIn = (expected: string): string[] => [...expected.matchAll(/'([^']+)'/g)].map((match) => match[1]!);

/** What to write, in words, by the kind of check that failed. */
function fixOf({ type }: Issue, expected: string): string {
  const bound = expected.replace(/^[<>!=]+/, '');
  switch (type) {
    case 'max_value':
      return `write a number up to ${bound}`;
    case 'min_value':
      return `write a number from ${bound}`;
    case 'gt_value':
      return `write a number above ${bound}`;
    case 'integer':
      return 'write a whole number';
    case 'max_length':
      return `keep it to ${bound} at most`;
    case 'min_length':
      return `give at least ${bound}`;
    case 'non_empty':
      return 'give at least one';
    case 'min_entries':
      return `give at least ${bound}`;
    case 'max_entries':
      return `keep it to ${bound} at most`;
    case 'regex':
      return expected.startsWith('/^[a-z]{2}$/')
        ? "write a language in two letters, such as 'en'"
        : 'write letters, digits, dots, dashes and underscores only, or the form that the message names';
    default: {
      const choices = choicesIn(expected);
      return choices.length > 1 ? `write one of ${choices.join(', ')}` : `write ${expected}`;
    }
  }
}

/** A plan in a file, and what is said of its mistakes. */
import { readFile } from 'node:fs/promises';
import type { PlanDocument } from '@edgewise/core/plan/plan';
import { validatePlan } from '@edgewise/core/plan/validate';
import { sitePath } from '../admin-options.ts';
import type { Options } from '../arguments.ts';
import { Failure, UsageError } from '../command.ts';

export interface Mistake {
  path: string;
  message: string;
  fix: string;
}

export const planPath = (options: Options, what = ''): string => sitePath(options, `/plan${what}`);

export const inWords = ({ path, message, fix }: Mistake): string => `  ${path}: ${message}\n    → ${fix}\n`;

export const mistakesIn = (what: string, mistakes: readonly Mistake[]): string =>
  `${what} has ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}\n${mistakes.map(inWords).join('')}`;

/** @throws UsageError where it cannot be read or is no JSON */
export async function readPlanFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path}: cannot be read (${error.code ?? error})`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The file of `--draft`. @throws Failure with every mistake */
export async function readDraft(options: Options): Promise<PlanDocument> {
  const path = options.required('draft');
  const { plan, mistakes } = validatePlan(await readPlanFile(path));
  if (!plan) throw new Failure(mistakesIn(path, mistakes));
  return plan;
}

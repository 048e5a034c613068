/** What a check of a draft is made of: where mistakes are put, and what is known of the shop and of the draft's names. */
import { nearest } from '@edgewise/protocol/nearest';
import { jsonPath, type Path, type PlanMistake } from '@edgewise/protocol/parse-plan';

/** What the shop knows, where the caller can ask. */
export interface ShopKnowledge {
  hasItem?: (item: string) => boolean;
  timeZone?: string;
  /** What is wrong with a template of the shop's own: who checks has the library that reads it. */
  checkTemplate?: (liquid: string) => TemplateCheck;
}

export interface TemplateCheck {
  mistakes: Omit<PlanMistake, 'path'>[];
  warnings: Omit<PlanMistake, 'path'>[];
}

/** More are not told: who mends these is told the next. */
const MOST_TOLD = 200;

export class PlanFindings {
  readonly mistakes: PlanMistake[] = [];
  readonly warnings: PlanMistake[] = [];

  /** @param fix as a function where finding it takes time */
  wrong(path: Path, message: string, fix: string | (() => string)): void {
    tell(this.mistakes, path, message, fix);
  }

  warn(path: Path, message: string, fix: string): void {
    tell(this.warnings, path, message, fix);
  }
}

function tell(told: PlanMistake[], path: Path, message: string, fix: string | (() => string)): void {
  if (told.length < MOST_TOLD) told.push({ path: jsonPath(path), message, fix: typeof fix === 'string' ? fix : fix() });
}

/** Ids by list, also of entries that are wrong elsewhere. */
export interface PlanIds {
  placements: ReadonlySet<string>;
  experiments: ReadonlySet<string>;
  templates: ReadonlySet<string>;
}

export function checkReferences(
  found: PlanFindings,
  path: Path,
  named: readonly string[] | undefined,
  ids: ReadonlySet<string>,
): void {
  named?.forEach((id, i) => {
    if (ids.has(id)) return;
    found.wrong([...path, i], `there is no placement '${id}' in this plan`, () => {
      const near = nearest(id, [...ids]);
      return near ? `did you mean '${near}'?` : `name one of ${[...ids].slice(0, 10).join(', ')}`;
    });
  });
}

export function checkOwnTemplate(
  found: PlanFindings,
  at: Path,
  id: string | undefined,
  templates: ReadonlySet<string>,
): void {
  if (id === undefined || templates.has(id)) return;
  const near = nearest(id, [...templates]);
  found.wrong(
    [...at, 'liquid'],
    `there is no template '${id}' in this plan`,
    near ? `did you mean '${near}'?` : "add it to 'templates', or leave 'liquid' out",
  );
}

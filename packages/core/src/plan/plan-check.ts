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

export class PlanFindings {
  readonly mistakes: PlanMistake[] = [];
  readonly warnings: PlanMistake[] = [];

  wrong(path: Path, message: string, fix: string): void {
    this.mistakes.push({ path: jsonPath(path), message, fix });
  }

  warn(path: Path, message: string, fix: string): void {
    this.warnings.push({ path: jsonPath(path), message, fix });
  }
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
    const near = nearest(id, [...ids]);
    found.wrong(
      [...path, i],
      `there is no placement '${id}' in this plan`,
      near ? `did you mean '${near}'?` : `name one of ${[...ids].slice(0, 10).join(', ')}`,
    );
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

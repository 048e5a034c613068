/** Placements of a draft: chain, bandit, template, content, countdown. */
import type { Path } from '@edgewise/protocol/parse-plan';
import { linkTarget } from '../widgets/markup.ts';
import { momentOf } from './local-time.ts';
import { type Placement, type PlanBandit, showsContent } from './plan.ts';
import { checkOwnTemplate, type PlanFindings, type PlanIds, type ShopKnowledge } from './plan-check.ts';

export function checkPlacement(
  found: PlanFindings,
  at: Path,
  placement: Placement,
  { templates }: PlanIds,
  shop: ShopKnowledge,
): void {
  checkTwice(found, [...at, 'strategies'], placement.strategies, 'the chain');
  if (placement.bandit) checkBandit(found, at, placement, placement.bandit);
  checkLook(found, at, placement, templates, shop);
}

function checkTwice(found: PlanFindings, path: Path, strategies: readonly string[], where: string): void {
  const twice = strategies.findIndex((one, i) => strategies.indexOf(one) < i);
  if (twice < 0) return;
  found.wrong([...path, twice], `'${strategies[twice]}' stands in ${where} twice`, 'leave the second one out');
}

function checkBandit(found: PlanFindings, at: Path, placement: Placement, { strategies, floor = 0 }: PlanBandit): void {
  const path = [...at, 'bandit'];
  checkTwice(found, [...path, 'strategies'], strategies, 'the bandit');
  if (showsContent(placement)) {
    found.wrong(path, `the template ${placement.template} shows no products to choose`, 'leave the bandit out');
  }
  if (placement.blend) {
    found.wrong(path, "'blend' leads the chain already", "leave out 'blend', or the bandit");
  }
  if (floor * strategies.length > 1) {
    found.wrong(
      [...path, 'floor'],
      `${strategies.length} arms cannot each have ${floor} of the units`,
      `write ${1 / strategies.length} or less`,
    );
  }
}

/** What a placement says of how it looks. */
function checkLook(
  found: PlanFindings,
  at: Path,
  placement: Placement,
  templates: ReadonlySet<string>,
  shop: ShopKnowledge,
): void {
  checkOwnTemplate(found, at, placement.liquid, templates);
  if (!showsContent(placement)) {
    if (placement.strategies.length === 0) {
      found.wrong([...at, 'strategies'], 'names no strategy', "give at least one, such as 'trending'");
    }
  } else if (!placement.content) {
    found.wrong(at, `'content' is missing, and the template ${placement.template} shows nothing else`, 'add it');
  }
  placement.content?.forEach((entry, i) => {
    for (const field of ['url', 'image'] as const) {
      const address = entry[field];
      if (address === undefined || linkTarget(address) !== 'about:invalid') continue;
      found.wrong(
        [...at, 'content', i, field],
        `'${address.slice(0, 60)}' is no address that may be used`,
        'write https://…, or a path of the shop that begins with /',
      );
    }
  });
  if (placement.ends !== undefined) {
    if (placement.template !== 'banner') {
      found.warn([...at, 'ends'], `the template ${placement.template} counts nothing down`, "use 'banner'");
    }
    if (Number.isNaN(momentOf(placement.ends, shop.timeZone ?? 'UTC'))) {
      found.wrong(
        [...at, 'ends'],
        `'${placement.ends}' is no date`,
        'write a day of the calendar, e.g. 2026-11-27T08:00',
      );
    }
  }
}

/** Conditions and schedules of a draft: whether what they ask for is known, and whether their times are times. */
import { nearest } from '@edgewise/protocol/nearest';
import type { Path } from '@edgewise/protocol/parse-plan';
import { askedAttributes } from '../conditions/asked-attributes.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import { isTimeZone } from '../zone-offset.ts';
import { ARMS_PREFIX, ATTRIBUTES } from './attributes.ts';
import { momentOf } from './local-time.ts';
import type { Schedule } from './plan.ts';
import type { PlanFindings, PlanIds, ShopKnowledge } from './plan-check.ts';

export function checkSchedule(found: PlanFindings, path: Path, schedule: Schedule, shop: ShopKnowledge): void {
  const zone = schedule.time_zone ?? shop.timeZone ?? 'UTC';
  if (!isTimeZone(zone)) {
    found.wrong([...path, 'time_zone'], `'${zone}' is no time zone`, 'write an IANA name such as Europe/Bucharest');
    return;
  }
  const moments = (['from', 'until'] as const).map((end) => {
    const text = schedule[end];
    if (text === undefined) return undefined;
    const moment = momentOf(text, zone);
    if (Number.isNaN(moment)) {
      found.wrong([...path, end], `'${text}' is no date`, 'write a day of the calendar, e.g. 2026-11-27T08:00');
    }
    return moment;
  });
  const [from, until] = moments;
  if (from !== undefined && until !== undefined && from >= until) {
    found.wrong([...path, 'until'], 'ends before it begins', `write a time after ${schedule.from}`);
  }
  if (schedule.hours && schedule.hours.from === schedule.hours.to) {
    found.wrong([...path, 'hours', 'to'], 'the hours end when they begin', 'leave hours out for the whole day');
  }
}

/** @param mayAskArms whether it is a rule's: an experiment cannot ask for arms */
export function checkAsked(
  found: PlanFindings,
  path: Path,
  condition: object,
  { experiments }: PlanIds,
  mayAskArms: boolean,
): void {
  for (const { path: inner, message } of checkCondition(condition)) {
    found.wrong([...path, ...inner], message, 'see the operators in the documentation');
  }
  for (const { path: inner, name } of askedAttributes(condition)) {
    if (name.startsWith(ARMS_PREFIX)) {
      const id = name.slice(ARMS_PREFIX.length);
      if (!mayAskArms) {
        found.wrong([...path, ...inner], 'an experiment cannot ask for arms', 'use a namespace to keep two apart');
      } else if (!experiments.has(id)) {
        found.wrong([...path, ...inner], `there is no experiment '${id}' in this plan`, () => {
          const near = nearest(id, [...experiments]);
          return near ? `did you mean '${ARMS_PREFIX}${near}'?` : 'add the experiment, or ask for something else';
        });
      }
      continue;
    }
    if (isAttribute(name)) continue;
    found.wrong([...path, ...inner], `'${name}' is nothing that is known of a page or a person`, () => {
      const near = nearest(name, Object.keys(ATTRIBUTES));
      return near ? `did you mean '${near}'?` : `ask for one of ${Object.keys(ATTRIBUTES).join(', ')}`;
    });
  }
}

function isAttribute(name: string): boolean {
  // "product" alone is the whole object, for $exists.
  return Object.hasOwn(ATTRIBUTES, name) || Object.keys(ATTRIBUTES).some((known) => known.startsWith(`${name}.`));
}

/** What an anonymous batch says of experiments, by visit: below tier person there is no one to add it up but the rows. */
import { LIMITS } from '@edgewise/protocol/limits';
import { stepNamed } from '../experiments/bandit-steps.ts';
import type { AnonymousMessage } from './messages.ts';
import { armsIn } from './outcomes.ts';
import { saleOf } from './sales.ts';
import { touchKind } from './touches.ts';

/** To be done in order; each is done once, by its batch and the first number of the part of it that came together. */
export type VisitOutcome = { batch: string; visit: string } & (
  | { do: 'expose'; experiment: string; arm: string; time: number; network?: string }
  | { do: 'click' }
  | { do: 'order'; value: number }
);

export function visitOutcomes({ batch: id, visit = '', events, currency, network }: AnonymousMessage): VisitOutcome[] {
  const of = { batch: `${id}.${events[0]?.n}`, visit };
  const isNew = firstArms();
  return events.flatMap((event): VisitOutcome[] => {
    if (touchKind(event) === 'clicked') return [{ ...of, do: 'click' }];
    if (event.name === 'purchase' && !event.duplicate) {
      const sale = saleOf(event);
      return sale.currency === currency ? [{ ...of, do: 'order', value: Math.max(0, sale.value) }] : [];
    }
    const { time } = event;
    return armsIn(event)
      .filter(isNew)
      .map(([experiment, arm]) => ({
        ...{ ...of, do: 'expose', experiment, arm, time },
        ...(network !== undefined && stepNamed(experiment) && { network }),
      }));
  });
}

/**
 * Says of each arm whether it is still to be told: once, a second of an experiment because it was crossed, and of as many
 * experiments as a person's device remembers [X17]. A browser can name thousands.
 */
function firstArms(): (pair: [experiment: string, arm: string]) => boolean {
  const told = new Map<string, string[]>();
  return ([experiment, arm]) => {
    const arms = told.get(experiment) ?? [];
    if (arms.length > 1 || arms.includes(arm)) return false;
    if (arms.length === 0 && told.size >= LIMITS.exposuresKept) return false;
    told.set(experiment, [...arms, arm]);
    return true;
  };
}

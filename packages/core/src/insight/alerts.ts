/** Alert rules as pure steps: an incident is said once when it starts and once when it is over; a snooze silences saying [N18]. */
import { metricWords, unitOf } from './curve/curve.ts';

export interface AlertRule {
  id: string;
  name: string;
  /** A cell's metric, such as `checkouts` or `revenue.EUR`. */
  metric: string;
  kind: 'above' | 'below' | 'anomaly';
  /** For `above` and `below`: the sum over the window that is one too many or too few. */
  value: number;
  windowMinutes: number;
  /** Ids of channels. */
  channels: string[];
  on: boolean;
}

export interface AlertState {
  /** ms since the epoch. */
  open?: { since: number; words: string };
  /** A slow drift, which may be there beside the other. */
  drift?: { since: number; words: string };
  snoozedUntil?: number;
}

/** What a rule sees when it is looked at. */
export interface Seen {
  /** Whether the incident is there, and since when, ms since the epoch. */
  since: number | undefined;
  words: string;
}

export interface Saying {
  what: 'started' | 'recovered';
  words: string;
  since: number;
}

/** @param which of a rule's two incidents was looked at */
export function stepAlert(
  state: AlertState,
  seen: Seen,
  now: number,
  which: 'open' | 'drift' = 'open',
): { state: AlertState; say?: Saying } {
  const isSnoozed = (state.snoozedUntil ?? 0) > now;
  const { [which]: known, ...rest } = state;
  if (seen.since !== undefined && !known) {
    const { since, words } = seen;
    return {
      state: { ...rest, [which]: { since, words } },
      ...(!isSnoozed && { say: { what: 'started', words, since } }),
    };
  }
  if (seen.since === undefined && known) {
    return { state: rest, ...(!isSnoozed && { say: { what: 'recovered', ...known } }) };
  }
  return { state };
}

/** Between a threshold and its end lies a tenth, so that a value on the edge does not come and go. */
const SLACK = 0.1;

export function seesThreshold(rule: AlertRule, sum: number, isOpen: boolean, now: number, clock: string): Seen {
  const slack = isOpen ? SLACK * Math.abs(rule.value) : 0;
  const is = rule.kind === 'above' ? sum > rule.value - slack : sum < rule.value + slack;
  const amount = (value: number) => Number((value / unitOf(rule.metric)).toFixed(3));
  const words = `${metricWords(rule.metric)}: ${amount(sum)} in ${rule.windowMinutes} minutes, ${rule.kind} ${amount(rule.value)}, since ${clock}`;
  return { since: is ? now : undefined, words };
}

/**
 * What a threshold would have said of a history, before it is switched on.
 * @param counts of steps of `stepMinutes`, oldest first; a window is whole steps, at least one
 */
export function backTestThreshold(
  rule: Pick<AlertRule, 'kind' | 'value' | 'windowMinutes' | 'metric'>,
  counts: readonly number[],
  stepMinutes: number,
): { what: Saying['what']; step: number; since: number; sum: number }[] {
  const window = Math.max(1, Math.round(rule.windowMinutes / stepMinutes));
  const whole: AlertRule = { ...rule, id: '', name: '', channels: [], on: true };
  let state: AlertState = {};
  let sum = 0;
  return counts.flatMap((count, step) => {
    sum += count - (counts[step - window] ?? 0);
    if (step < window - 1) return [];
    const stepped = stepAlert(state, seesThreshold(whole, sum, state.open !== undefined, step - window + 1, ''), step);
    state = stepped.state;
    return stepped.say ? [{ what: stepped.say.what, step, since: stepped.say.since, sum }] : [];
  });
}

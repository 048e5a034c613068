/** Alert rules as pure steps: an incident is said once when it starts and once when it is over; a snooze silences saying [N18]. */
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

export function stepAlert(state: AlertState, seen: Seen, now: number): { state: AlertState; say?: Saying } {
  const isSnoozed = (state.snoozedUntil ?? 0) > now;
  if (seen.since !== undefined && !state.open) {
    const open = { since: seen.since, words: seen.words };
    return {
      state: { ...state, open },
      ...(!isSnoozed && { say: { what: 'started', words: seen.words, since: seen.since } }),
    };
  }
  if (seen.since === undefined && state.open) {
    const { open, ...rest } = state;
    return {
      state: rest,
      ...(!isSnoozed && { say: { what: 'recovered', words: open.words, since: open.since } }),
    };
  }
  return { state };
}

/** Between a threshold and its end lies a tenth, so that a value on the edge does not come and go. */
const SLACK = 0.1;

export function seesThreshold(rule: AlertRule, sum: number, isOpen: boolean, now: number, clock: string): Seen {
  const slack = isOpen ? SLACK * Math.abs(rule.value) : 0;
  const is = rule.kind === 'above' ? sum > rule.value - slack : sum < rule.value + slack;
  const words = `${rule.metric.replaceAll('_', ' ')}: ${sum} in ${rule.windowMinutes} minutes, ${rule.kind} ${rule.value}, since ${clock}`;
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

const BLOCKS = '▁▂▃▄▅▆▇█';

/** A curve that every channel can show. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values.map((value) => BLOCKS[Math.min(7, Math.floor((Math.max(0, value) / most) * 7.999))]).join('');
}

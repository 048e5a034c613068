/** What a person's devices come to together, besides the profile: each a pure fold over the contributions (I5e). */
import type { Channel, Consent, Tier } from '@edgewise/protocol/events';
import type { FirstArm } from './exposures.ts';
import { type Contribution, isServers, type PersonState } from './state.ts';

const TIERS: readonly Tier[] = ['contextual', 'session', 'device', 'person'];
const CHANNELS: readonly Channel[] = ['email', 'push', 'sms'];

const devicesOf = (state: PersonState): Contribution[] => state.contributions.filter((c) => !isServers(c));

/** Oldest first, then by id, so that the order in which devices joined does not show. */
const byAge = (a: Contribution, b: Contribution): number =>
  (a.since ?? 0) - (b.since ?? 0) || (a.device < b.device ? -1 : a.device > b.device ? 1 : 0);

/** The strictest tier, and a message permission only where every device gives it: missing is denied. */
export function consentOf(state: PersonState): Consent {
  const devices = devicesOf(state);
  const tiers = devices.map(({ consent }) => TIERS.indexOf(consent?.tier ?? 'contextual'));
  const messages: Consent['messages'] = {};
  for (const channel of CHANNELS) {
    const answers = devices.map(({ consent }) => consent?.messages?.[channel]);
    if (answers.some((answer) => answer !== undefined)) messages[channel] = answers.every((answer) => answer === true);
  }
  return {
    tier: TIERS[tiers.length > 0 ? Math.min(...tiers) : 0]!,
    ...(Object.keys(messages).length > 0 && { messages }),
  };
}

/** Experiment unit: made with a device; a person's is that of the oldest one. */
export function unitOf(state: PersonState): string {
  const [oldest] = devicesOf(state).sort(byAge);
  return oldest?.unit ?? state.unit;
}

/** The first arm that any of the devices was shown: it stays and is served. */
export interface Exposure extends FirstArm {
  /** Another device was shown another arm before they were known to be one person: left out where sensitivity is checked. */
  crossed: boolean;
}

export function exposuresOf(state: PersonState): Record<string, Exposure> {
  const merged: Record<string, Exposure> = {};
  for (const { exposures = {} } of state.contributions.toSorted(byAge)) {
    for (const [experiment, first] of Object.entries(exposures)) {
      const had = Object.hasOwn(merged, experiment) ? merged[experiment] : undefined;
      const crossed = had !== undefined && (had.crossed || had.arm !== first.arm);
      merged[experiment] = had && had.time <= first.time ? { ...had, crossed } : { ...first, crossed };
    }
  }
  return merged;
}

/** Messages that count against each cap: the sum over the devices. */
export function capsOf(state: PersonState): Record<string, number> {
  const merged: Record<string, number> = {};
  for (const { caps = {} } of state.contributions) {
    for (const [key, count] of Object.entries(caps)) merged[key] = (merged[key] ?? 0) + count;
  }
  return merged;
}

/** Each timer's due time: the later one. */
export function timersOf(state: PersonState): Record<string, number> {
  const merged: Record<string, number> = {};
  for (const { timers = {} } of state.contributions) {
    for (const [name, due] of Object.entries(timers)) merged[name] = Math.max(merged[name] ?? due, due);
  }
  return merged;
}

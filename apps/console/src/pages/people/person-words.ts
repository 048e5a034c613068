/** How people, their devices and what they are known by are called on the page. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import { say, t } from '../../words.ts';
import { shortOf } from './person-link.tsx';
import { deviceNumber } from './timeline.ts';

export interface Identifier {
  kind: string;
  value: string;
}

/** `Device 2`, `User ann`, `E-mail 3f2a…`. */
export function identifierWords({ kind, value }: Identifier, person: PersonAnswer): string {
  if (kind === 'device') {
    const number = deviceNumber(person, value);
    if (number !== undefined) return t('people.device_n', { n: number });
  }
  const shown = kind === 'user_id' || kind === 'external_id' ? value : shortOf(value);
  return `${say(`people.kind_${kind}`, kind)} ${shown}`;
}

/** Whose a sequence of events is: a device's, or the shop's backend's. */
export function sequenceWords(sequence: string, person: PersonAnswer): string {
  const number = deviceNumber(person, sequence);
  return number === undefined ? t('people.backend') : t('people.device_n', { n: number });
}

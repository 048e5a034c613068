/** Alert rules as the worker gives and takes them. */
import type { AlertsAnswer } from '@edgewise/edge/routes/admin-alerts';

export type Rule = AlertsAnswer['rules'][number];
export type Channel = AlertsAnswer['channels'][number];
export type Incident = AlertsAnswer['incidents'][number];

/** What `PUT …/rules/:id` takes. */
export const sending = ({ name, metric, kind, value, windowMinutes, channels, on }: Omit<Rule, 'id' | 'state'>) => ({
  name,
  metric,
  kind,
  value,
  window_minutes: windowMinutes,
  channels,
  on,
});

const LONGEST_ID = 48;

/** An id made of a name, that no other has. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID);
  const stem = plain || 'alert';
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

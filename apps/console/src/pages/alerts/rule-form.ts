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

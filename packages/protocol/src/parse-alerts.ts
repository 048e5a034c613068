/** The boundary of the alerts' API. */
import { check } from './parse.ts';
import * as schema from './schemas-alerts.ts';

export const parseAlertId = (id: unknown) => check('id', schema.alertId, id);
export const parseAlertRule = (body: unknown) => check('rule', schema.alertRule, body);
export const parseAlertChannel = (body: unknown) => check('channel', schema.alertChannel, body);
export const parseSnooze = (body: unknown) => check('snooze', schema.snooze, body);

/** Which device's or backend's sequence a queue message is of. */
import type { QueueMessage } from '@edgewise/core/person/messages';

/** Undefined below tier `person`: there is nobody. */
export function sequenceOf(message: QueueMessage): string | undefined {
  if (message.kind === 'events') return message.device;
  if (message.kind === 'session') return message.session.slice(0, message.session.lastIndexOf('.'));
  // The sequences of a move are of one seat, and erased together.
  if (message.kind === 'moved') return message.devices[0];
  return undefined;
}

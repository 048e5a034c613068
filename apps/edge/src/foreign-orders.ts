/** An order that another person's object knows already — the backend spoke first — is not counted again [W10]. */
import type { QueueMessage } from '@edgewise/core/person/messages';
import type { Env } from './bindings.ts';
import { directoryOf } from './objects/names.ts';

/** Marks them in place. */
export async function markForeignOrders(env: Env, message: QueueMessage): Promise<void> {
  if (message.kind !== 'events' || message.source === 'server') return;
  for (const event of message.events) {
    if (event.name !== 'purchase' || event.duplicate || !event.transactionId) continue;
    const directory = directoryOf(env, message.site, 'order', event.transactionId);
    const seat = message.device;
    const owner = await directory.resolve('order', event.transactionId, { person: message.person, seat });
    if (owner?.seat !== seat) event.duplicate = true;
  }
}

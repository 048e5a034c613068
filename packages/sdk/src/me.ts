/** The shopper's own data [S20]: what does it comes when it is asked for. */
import type { ErasureReceipt, PersonExport } from '@edgewise/protocol/events';
import { chunks } from './chunks.ts';
import { script } from './script.ts';

export interface MeOptions {
  /** Made by the shop's backend: reaches every device of the user, where without it this device alone answers. */
  token?: string;
  /** Goes with a token that is an HMAC. */
  user?: string;
}

/** Everything that is kept of this device, or with a token of its user; null where nothing is. Rejects without an answer. */
export const exportMe = async (options: MeOptions = {}): Promise<PersonExport | null> =>
  (await chunks.rights()).ask('GET', options, script);

/** Ends it, here and at the worker. @returns the worker's receipt; null where nothing was kept there */
export const eraseMe = async (options: MeOptions = {}): Promise<ErasureReceipt | null> =>
  (await chunks.rights()).ask('DELETE', options, script);

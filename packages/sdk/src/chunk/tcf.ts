/**
 * IAB's Transparency and Consent Framework, version 2 → a tier. Purpose 1 permits to store anything, 5 to make a profile
 * for content, 6 to use one. Where the framework says that it does not apply, it has said nothing.
 */
import type { Tier } from '@edgewise/protocol/events';

interface TcData {
  gdprApplies?: boolean;
  eventStatus?: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  purpose?: { consents?: Record<number, boolean> };
}

export type TcfApi = (
  command: 'addEventListener',
  version: 2,
  callback: (data: TcData | undefined, success: boolean) => void,
) => void;

export function tierOf({ gdprApplies, eventStatus, purpose }: TcData): Tier | undefined {
  // While its dialogue is open there is no answer yet.
  if (gdprApplies === false || eventStatus === 'cmpuishown') return undefined;
  const has = purpose?.consents ?? {};
  if (!has[1]) return 'contextual';
  if (!has[6]) return 'session';
  return has[5] ? 'person' : 'device';
}

export function listen(api: TcfApi, adopt: (tier: Tier) => void): void {
  api('addEventListener', 2, (data, success) => {
    const tier = success && data ? tierOf(data) : undefined;
    if (tier) adopt(tier);
  });
}

/**
 * Google's Consent Mode → a tier. Analytics alone permits a visit; personalisation alone what stays in the browser; both
 * permit a person. What is not stated is denied. A default for some regions may be the shopper's: it counts where it denies.
 */
import type { Tier } from '@edgewise/protocol/events';

const granted = new Map<string, boolean>();
let stated = false;

export function tierOf(command: string, signals: Record<string, unknown> = {}): Tier | undefined {
  if (command !== 'default' && command !== 'update') return undefined;
  for (const [name, value] of Object.entries(signals)) {
    if (value !== 'granted' && value !== 'denied') continue;
    const isGranted = value === 'granted';
    if (command === 'update') granted.set(name, isGranted);
    else if (!isGranted || !signals.region) granted.set(name, isGranted && granted.get(name) !== false);
    if (/^(analytics|personalization)_storage$|^ad_personalization$/.test(name)) stated = true;
  }
  if (!stated) return undefined;
  const analytics = granted.get('analytics_storage');
  const personal = granted.get('personalization_storage') ?? granted.get('ad_personalization');
  if (personal) return analytics ? 'person' : 'device';
  return analytics ? 'session' : 'contextual';
}

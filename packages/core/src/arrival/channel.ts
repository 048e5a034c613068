/** GA4's default channel group, by its rules in their order (https://support.google.com/analytics/answer/9756891). */
import { type Kind, REFERRERS } from './referrers.ts';

const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/;
const SHOP_CAMPAIGN = /^(.*(([^a-df-z]|^)shop|shopping).*)$/;

/** A source as campaigns write it, `facebook` or `facebook.com`, → what kind of site that is. */
function kindOf(source: string): Kind | undefined {
  const known = REFERRERS.find(([hosts, name]) => name === source || hosts.test(source) || hosts.test(`${source}.com`));
  return known?.[2];
}

export function channelOf(source: string, medium: string, campaign = '', kind = kindOf(source.toLowerCase())): string {
  const [s, m, c] = [source.toLowerCase(), medium.toLowerCase(), campaign.toLowerCase()];
  const isPaid = PAID.test(m);
  if (s === '(direct)' && (m === '(none)' || m === '(not set)')) return 'Direct';
  if (c.includes('cross-network')) return 'Cross-network';
  if ((kind === 'shopping' || SHOP_CAMPAIGN.test(c)) && isPaid) return 'Paid Shopping';
  if (kind === 'search' && isPaid) return 'Paid Search';
  if (kind === 'social' && isPaid) return 'Paid Social';
  if (kind === 'video' && isPaid) return 'Paid Video';
  if (/^(display|banner|expandable|interstitial|cpm)$/.test(m)) return 'Display';
  if (m === 'paid social') return 'Paid Social';
  if (isPaid) return 'Paid Other';
  if (kind === 'shopping' || SHOP_CAMPAIGN.test(c)) return 'Organic Shopping';
  if (kind === 'social' || /^(social|social-network|social-media|sm|social network|social media)$/.test(m)) {
    return 'Organic Social';
  }
  if (kind === 'video' || m.includes('video')) return 'Organic Video';
  if (kind === 'assistant' || /^ai-?(assistant)?$/.test(m)) return 'AI Assistants';
  if (kind === 'email' || /^e[-_ ]?mail$/.test(m) || /^e[-_ ]?mail$/.test(s)) return 'Email';
  if (kind === 'search' || m === 'organic') return 'Organic Search';
  if (/^(referral|app|link)$/.test(m)) return 'Referral';
  if (/^affiliates?$/.test(m)) return 'Affiliates';
  if (m === 'audio') return 'Audio';
  if (m === 'sms' || s === 'sms') return 'SMS';
  if (/push$|mobile|notification/.test(m) || s === 'firebase') return 'Mobile Push Notifications';
  return 'Unassigned';
}

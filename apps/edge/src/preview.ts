/** Preview links [L8]: a sealed token that names a frozen draft and when it is over. Whoever has the link sees the draft. */
import { RequestFault } from '@edgewise/protocol/read-json';
import type { Env } from './bindings.ts';
import { shopOf } from './objects/names.ts';
import { type ReadPlan, readPlan } from './read-plan.ts';
import { sealerOf } from './sealing.ts';
import type { SiteView } from './site-view.ts';

export interface Preview {
  id: string;
  /** ms since the epoch. */
  expires: number;
}

const PARAM = 'edgewise_preview';
const IN_ADDRESS = new RegExp(`[?&]${PARAM}=([^&#]{1,300})`);

/** The link: the page's address with the token. The mark before it tells browsers' scrubbing that it may be sent [T7]. */
export function previewLink(page: URL, token: string): string {
  const link = new URL(page);
  link.searchParams.set(PARAM, `!${token}`);
  return link.href;
}

/** The token in a page's address, or undefined: what the page sends anyway, so the script carries nothing for it. */
export function previewIn(address: string): string | undefined {
  const [, value = ''] = IN_ADDRESS.exec(address) ?? [];
  const token = value.replace(/^(!|%21)/, '');
  return token === '' ? undefined : token;
}

/** Bound to no device: a link is passed on. */
const ANYBODY = '';

export function sealPreview(env: Env, site: string, { id, expires }: Preview): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify([1, id, expires]));
  return sealerOf(env.EDGEWISE_KEYS).seal(site, 'preview', ANYBODY, payload);
}

/**
 * The frozen draft in the place of the published plan. Asked of the Shop each time, and kept nowhere.
 * @throws RequestFault 403 for a link that is over or of another site
 */
export async function previewedPlan(env: Env, site: SiteView, token: string, now: number): Promise<ReadPlan> {
  const { id: key } = site.shop.settings;
  const opened = await sealerOf(env.EDGEWISE_KEYS).open(key, 'preview', ANYBODY, token);
  const [v, id, expires] = opened ? (JSON.parse(new TextDecoder().decode(opened)) as [number, string, number]) : [];
  const text = v === 1 && now < expires! ? await shopOf(env, key).planPreview(id!, now) : null;
  if (text === null) {
    throw new RequestFault(
      403,
      'preview',
      'preview: this link is over, or was made for another site; ask for a new one',
    );
  }
  return readPlan({ ...site.shop, plan: { version: `preview-${id}`, text } }, site.catalogue?.value ?? null);
}

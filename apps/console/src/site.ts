/** The site that the console shows. */
import { signal } from '@preact/signals';
import { get } from './api.ts';

export interface Site {
  id: string;
  name: string;
  /** IANA. */
  time_zone: string;
  /** ISO 4217; the first is the default. */
  currencies: string[];
  origins: string[];
}

export const sites = signal<readonly string[] | undefined>();
export const site = signal<Site | undefined>();

export async function loadSites(): Promise<void> {
  sites.value = (await get<{ sites: string[] }>('/sites')).sites;
}

let wanted: string | undefined;

/** Reads the site's settings, once; of two that were asked for the later one counts. */
export async function openSite(id: string): Promise<void> {
  if (wanted === id) return;
  wanted = id;
  try {
    const found = await get<Site>(sitePath(id));
    if (wanted === id) site.value = found;
  } catch (cause) {
    if (wanted === id) wanted = undefined;
    throw cause;
  }
}

/** `/sites/demo/insight/now` */
export const sitePath = (id: string, rest = '') => `/sites/${encodeURIComponent(id)}${rest}`;

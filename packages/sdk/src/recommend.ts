import type { RecommendationsAnswer } from '@edgewise/protocol/events';
import { settings } from './settings.ts';

export interface RecommendOptions {
  /** The item that the shelf stands beside. */
  item?: string;
  count?: number;
  market?: string;
  language?: string;
  signal?: AbortSignal;
  /** Where `init` was not called: on a server, or on a page that measures nothing. */
  site?: string;
  endpoint?: string;
}

/** A shelf as data, for shops that render by themselves. Rejects where there is no answer. */
export async function recommend(placement: string, options: RecommendOptions = {}): Promise<RecommendationsAnswer> {
  const { signal, endpoint, ...stated } = options;
  const { site, market, language } = settings;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ site, market, language, ...stated })) {
    if (value !== undefined) query.set(name, String(value));
  }
  const url = `${endpoint ?? settings.endpoint}/v1/recommendations/${encodeURIComponent(placement)}?${query}`;
  const response = await fetch(url, { credentials: 'omit', ...(signal && { signal }) });
  if (!response.ok) throw new Error(`recommend('${placement}'): the worker answered ${response.status}`);
  return response.json();
}

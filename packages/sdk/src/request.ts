import { settings } from './settings.ts';

/** As text/plain and without credentials, so that browsers ask no leave first [W1]. */
export function post(path: string, body: unknown, timeoutMs: number, keepalive = false): Promise<Response> {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), timeoutMs);
  return fetch(settings.endpoint + path, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    keepalive,
    signal: abort.signal,
  });
}

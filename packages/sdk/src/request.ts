import { report } from './report.ts';
import { settings } from './settings.ts';

/**
 * As text/plain and without credentials, so that browsers ask no leave first [W1]. The answer of a refusal is not read.
 */
export async function post<Answer>(path: string, body: object, timeoutMs: number): Promise<[Answer, Response]> {
  report({ type: 'send', path, body });
  const response = await fetch(settings.endpoint + path, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    keepalive: true,
    // Browsers of before 2022 wait as long as their network does.
    signal: AbortSignal.timeout?.(timeoutMs),
  });
  return [response.ok ? await response.json() : undefined, response];
}

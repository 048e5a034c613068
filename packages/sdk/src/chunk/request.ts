import type { Script } from '../script.ts';

/** To `POST /v1/collect`, as the script sends [W1]. */
export async function post<Answer>(script: Script, body: object): Promise<[Answer | undefined, Response]> {
  const [path, timeoutMs] = ['/v1/collect', 10_000];
  script._report({ type: 'send', path, body });
  const response = await fetch(script._settings.endpoint + path, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
    keepalive: true,
    signal: AbortSignal.timeout?.(timeoutMs),
  });
  return [response.ok ? ((await response.json()) as Answer) : undefined, response];
}

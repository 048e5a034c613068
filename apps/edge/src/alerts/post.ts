/** One request of an alert's to a receiver: redirects looked at one by one, and no more of the answer read than is needed [T4]. */
import type { Outside } from './channels.ts';

export const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 3;
const MOST_ANSWER_BYTES = 16 * 1024;

/** The receiver took the request and would not have what is in it. */
export class Refused extends Error {
  readonly isOfContent: boolean;

  constructor(kind: string, status: number) {
    super(`${kind}: answered ${status}`);
    this.isOfContent = [400, 413, 415, 422].includes(status);
  }
}

/** Text is JSON; a form says its own type. */
export async function post(
  kind: string,
  first: string,
  body: string | FormData,
  outside: Outside,
  headers: Record<string, string> = {},
): Promise<void> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await outside.fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...(typeof body === 'string' && { 'content-type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await drain(response);
    if (response.status >= 200 && response.status < 300) return;
    // Others would turn the request into a GET.
    const next = response.status === 307 || response.status === 308 ? response.headers.get('location') : null;
    if (next === null) throw new Refused(kind, response.status);
    const target = new URL(next, url);
    // A secret goes to where it was meant to go.
    if (target.origin !== new URL(first).origin) throw new Error(`${kind}: sends on to another host`);
    const complaint = outside.complaintOfUrl(target.href);
    if (complaint) throw new Error(`${kind}: sends on to what may not be called: ${complaint}`);
    url = target.href;
  }
  throw new Error(`${kind}: sends on more than ${MOST_REDIRECTS} times`);
}

/** Reads a little of the answer and lets go of the rest. */
async function drain(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  for (let bytes = 0; reader && bytes < MOST_ANSWER_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
  }
  await reader?.cancel();
}

import type { IncomingMessage } from 'node:http';

/** Our forms are a few fields. */
const MAX_BYTES = 4096;

/** @returns the fields, or undefined when the body is too long or comes from another site's page */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const { origin, host } = request.headers;
  // 'null' is what a page without an origin of its own sends; such a page is never ours.
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The origins of a site as browsers send them: a capital, a slash at the end or the usual port, typed in, would match no page. */
import { RequestFault } from '@edgewise/protocol/read-json';

/** @throws RequestFault 400 that names the one that is none */
export const originsIn = (stated: readonly string[]): string[] => [...new Set(stated.map(originOf))];

function originOf(stated: string, place: number): string {
  const url = urlOf(stated);
  const isBare = url && !url.username && !url.password && url.pathname === '/' && !/[?#]/.test(stated);
  if (isBare && /^https?:$/.test(url.protocol)) return url.origin;
  throw new RequestFault(
    400,
    'invalid',
    `site.origins.${place}: got '${stated.slice(0, 100)}', expected scheme, host and port alone, such as https://shop.example`,
  );
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

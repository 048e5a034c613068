/**
 * Headers of every page. A strict policy on purpose: the shop is where Edgewise shows that it lives with one.
 * @param hasServedShelves a shelf that a server writes brings its style element along
 */
export function pageHeaders(nonce: string, workerOrigin: string, hasServedShelves = false): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' ${workerOrigin}`,
    hasServedShelves ? `style-src 'self' 'nonce-${nonce}'` : "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${workerOrigin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types edgewise',
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    vary: 'Cookie',
  };
}

/** A picture is a document of its own when it is opened alone: nothing in it may load or run. */
export const IMAGE_HEADERS: Record<string, string> = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=86400',
};

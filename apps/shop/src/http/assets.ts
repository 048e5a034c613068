/** Files the shop serves as they are: read once, when it starts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import { reserveCss } from '@edgewise/core/widgets/shelf-metrics';
import { shopFolder } from '../data/shop-folder.ts';
import { drawIcon } from '../pictures/icon.ts';
import { IMAGE_HEADERS } from './security.ts';

export interface Asset {
  headers: Record<string, string>;
  body: Buffer | string;
}

function headersOf(type: string, seconds: number): Record<string, string> {
  return { 'content-type': type, 'cache-control': `public, max-age=${seconds}`, 'x-content-type-options': 'nosniff' };
}

export function loadAssets(): Map<string, Asset> {
  const folder = shopFolder();
  const assets = new Map<string, Asset>();
  const styles = join(folder, 'styles');
  const sheets = readdirSync(styles)
    .filter((name) => name.endsWith('.css'))
    .sort();
  // The rule that reserves the shelves' space belongs to the install snippet; a site owner pastes it, the shop makes it.
  const css = [
    reserveCss(DEFAULT_PLAN.placements),
    ...sheets.map((name) => readFileSync(join(styles, name), 'utf8')),
  ].join('\n');
  assets.set('/shop.css', { headers: headersOf('text/css; charset=utf-8', 60), body: css });
  const script = join(folder, 'dist', 'shop.js');
  // Without a build the shop works too: the script only adds to its pages.
  if (existsSync(script))
    assets.set('/shop.js', { headers: headersOf('text/javascript; charset=utf-8', 60), body: readFileSync(script) });
  const fonts = join(folder, 'public', 'fonts');
  for (const name of readdirSync(fonts).filter((one) => one.endsWith('.woff2'))) {
    assets.set(`/fonts/${name}`, { headers: headersOf('font/woff2', 604_800), body: readFileSync(join(fonts, name)) });
  }
  assets.set('/favicon.svg', { headers: IMAGE_HEADERS, body: drawIcon() });
  assets.set('/robots.txt', {
    headers: headersOf('text/plain; charset=utf-8', 3600),
    body: 'User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /search\n',
  });
  return assets;
}

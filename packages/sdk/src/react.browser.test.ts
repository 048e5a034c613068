/** The React wrapper in a small real app: rendered by React on a server, hydrated in Chromium, its console read. */

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bundleForServer, bundlePage, type ReactVersion } from './testing/bundle-page.ts';
import type { AppProps } from './testing/react-app.tsx';
import { setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const SSR = '<template shadowrootmode="open"><style>p{}</style><a data-item="early" href="/p/1">early</a></template>';

/** Node's own version of the server needs modules of Node's, which a bundle cannot bring along. */
const SERVER = `
  import { createElement, version } from 'react';
  import { renderToString } from 'react-dom/server.browser';
  import { App } from './testing/react-app.tsx';
  export { version };
  export const serve = (props) => renderToString(createElement(App, props));`;

interface Served {
  version: string;
  serve(props: AppProps): string;
}

async function openApp(path: string, react: ReactVersion): Promise<{ page: Page; said: string[]; served: string }> {
  const props = { endpoint: worker.origin, html: SSR };
  const { serve, version } = (await bundleForServer(SERVER, react)) as Served;
  expect(version).toMatch(new RegExp(`^${react}\\.`));
  const served = serve(props);
  const script = await bundlePage(
    `
    import { hydrateRoot } from 'react-dom/client';
    import { App } from './testing/react-app.tsx';
    window.root = hydrateRoot(document.getElementById('root'), <App {...${JSON.stringify(props)}} />, {
      onRecoverableError: (error) => console.error('recoverable', error),
    });`,
    react,
  );
  const page = await stage.context.newPage();
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  await page.goto(shop.add(path, { body: `<div id="root">${served}</div>`, script }));
  return { page, said, served };
}

const cards = (page: Page, placement: string) => page.locator(`edgewise-recs[placement="${placement}"] a[data-item]`);

describe.each<ReactVersion>([18, 19])('[S21] the React wrapper in React %i', (react) => {
  it('renders on a server, hydrates without a warning under StrictMode, and adopts the shelf that the server wrote', async () => {
    const { page, said, served } = await openApp('/react', react);
    expect(served).toContain(`<edgewise-recs placement="ssr">${SSR}</edgewise-recs>`);
    expect(served).toContain(
      '<edgewise-recs placement="similar" item="mug" count="4" refresh-on-cart="" class="shelf"><span slot="heading">Chosen by us</span>',
    );
    await until(async () => (await cards(page, 'similar').count()) === 3);
    await until(() => page.locator('#own a').count());
    expect(await page.locator('#own a').getAttribute('title')).toBe('Popular now');
    await until(async () => (await page.locator('#heard').textContent()) === 'load:similar');
    expect(await cards(page, 'ssr').getAttribute('data-item')).toBe('early');
    await until(() => worker.named('view_item_list').some(({ params }) => params!.item_list_id === 'ssr'));
    const asked = worker.widgets.flatMap(({ placements }) => placements.map(({ id }) => id));
    expect(asked).not.toContain('ssr');
    expect(asked.filter((id) => id === 'similar')).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('asks again when a prop changes, tells clicks, and lets a shelf come and go', async () => {
    const { page, said } = await openApp('/react-2', react);
    await until(async () => (await cards(page, 'similar').count()) === 3);
    await page.locator('#next').click();
    await until(() => worker.widgets.some(({ page }) => page.item_id === 'tin'));
    await until(async () => (await page.locator('#heard').textContent())?.split(' ').length === 2);
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await cards(page, 'similar').nth(1).click();
    await until(async () => (await page.locator('#heard').textContent())?.endsWith('click:similar-2'));
    await page.locator('#toggle').click();
    await until(async () => (await cards(page, 'similar').count()) === 0);
    await page.locator('#toggle').click();
    await until(async () => (await cards(page, 'similar').count()) === 3);
    await page.evaluate(() => (window as unknown as { root: { unmount(): void } }).root.unmount());
    expect(said).toEqual([]);
  });
});

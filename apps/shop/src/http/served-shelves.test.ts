import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startShop } from '../server.ts';
import { writeShelves } from './served-shelves.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A shop whose worker answers with `answer`, or never. */
async function shopWith(answer: ((body: { placements: { id: string }[]; nonce: string }) => object) | undefined) {
  const asked: { format: string; nonce: string; placements: { id: string }[] }[] = [];
  const worker = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push(JSON.parse(text));
    if (answer) response.end(JSON.stringify(answer(JSON.parse(text))));
  });
  await new Promise<void>((ready) => worker.listen(0, '127.0.0.1', ready));
  const shop = await startShop({
    port: 0,
    workerUrl: `http://127.0.0.1:${(worker.address() as AddressInfo).port}`,
    site: 'demo',
  });
  stops.push(
    () => shop.close(),
    () => worker.closeAllConnections(),
    () => worker.close(),
  );
  const response = await fetch(`${shop.url}/ssr`);
  return { asked, policy: response.headers.get('content-security-policy')!, html: await response.text() };
}

it('writes the worker’s shelves into the page, under the page’s own nonce', async () => {
  const { asked, policy, html } = await shopWith(({ placements, nonce }) => ({
    shelves: placements.map(({ id }) => ({
      placement: id,
      html:
        id === 'home'
          ? ''
          : `<template shadowrootmode="open"><style nonce="${nonce}">a{}</style>$& $1 ${id}</template>`,
    })),
  }));
  expect(asked).toMatchObject([{ format: 'dsd', placements: [{ id: 'trending' }, { id: 'home' }] }]);
  const nonce = asked[0]!.nonce;
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(html).toContain(
    `<edgewise-recs class="recs served" placement="trending"><template shadowrootmode="open"><style nonce="${nonce}">a{}</style>$& $1 trending</template></edgewise-recs>`,
  );
  expect(html).toContain('class="recs" placement="home"></edgewise-recs>');
});

it('serves the page without them where the worker says nothing', async () => {
  const { html } = await shopWith(undefined);
  expect(html).toContain('<edgewise-recs class="recs" placement="trending"></edgewise-recs>');
});

it('leaves elements alone that have something in them, or are not asked for', () => {
  const page =
    '<edgewise-recs class="recs" placement="home"><p>x</p></edgewise-recs><edgewise-recs class="recs" placement="cart"></edgewise-recs>';
  expect(writeShelves(page, new Map([['home', '!']]))).toBe(page);
});

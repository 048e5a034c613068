/** README.md's examples, run as they stand there, but for names and addresses. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { bundleForServer, bundlePage } from './testing/bundle-page.ts';
import { setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const example = (language: string, of: string): string => {
  const found = [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1]!,
  );
  const [one, more] = found.filter((text) => text.includes(of));
  if (!one || more) throw new Error(`README.md: ${more ? 'several examples' : 'no example'} with ${of}`);
  return one
    .replaceAll('https://shop.example.workers.dev', worker.origin)
    .replaceAll('my-shop', 'test-shop')
    .replaceAll('the-nonce-of-this-page', 'n0nce');
};

describe('README.md', () => {
  it('the script tag', async () => {
    const page = await stage.context.newPage();
    const url = shop.add('/readme', { script: '', body: example('html', '<script async') });
    await page.goto(url);
    await until(async () => (await page.locator('a[data-item]').count()) === 3);
    expect(worker.widgets[0]!.placements).toEqual([{ id: 'similar' }]);
  });

  it('slots', async () => {
    worker.shelf = () => '';
    const page = await stage.open(shop.add('/slots', { body: example('html', 'slot="heading"') }));
    await until(() => page.locator('[slot=empty]').evaluate((element) => element.assignedSlot !== null));
  });

  it('the npm module', async () => {
    const page = await stage.open(shop.add('/module', { script: await bundlePage(example('js', 'defineElement();')) }));
    await until(() => worker.widgets.length && worker.named('add_to_wishlist').length);
    expect(worker.widgets[0]).toMatchObject({ page: { item_id: 'mug' }, placements: [{ id: 'similar', count: 8 }] });
    await page.close();
  });

  it('recommend on a server', async () => {
    await bundleForServer(example('js', "seen: ['tin"));
    expect(worker.widgets[0]!.seen.map(({ item_id }) => item_id)).toEqual(['tin', 'pot']);
  });

  it('React', async () => {
    const code = `${example('jsx', 'useEdgewise')}\nexport { Shop };`;
    const { Shop } = (await bundleForServer(code)) as { Shop: () => null };
    expect(renderToString(createElement(Shop))).toContain('<edgewise-recs placement="similar" item="mug">');
    const page = await stage.open(
      shop.add('/react', {
        body: '<div id="root"></div>',
        script: await bundlePage(
          `import { createRoot } from 'react-dom/client';\n${code}\ncreateRoot(document.getElementById('root')).render(<Shop />);`,
        ),
      }),
    );
    await until(() => page.locator('li a').count());
    await until(async () => (await page.locator('edgewise-recs a').count()) === 3);
  });

  it('a shelf in the shop’s own HTML', async () => {
    const { html } = (await bundleForServer(`${example('js', "format: 'dsd'")}\nexport { html };`)) as {
      html: string;
    };
    const page = await stage.open(shop.add('/served', { body: html }));
    await until(() => page.evaluate(() => !!customElements.get('edgewise-recs')));
    expect(html).toMatch(/^<edgewise-recs placement="similar">/);
    expect(worker.widgets).toHaveLength(1);
    expect(worker.widgets[0]).toMatchObject({ format: 'dsd', nonce: 'n0nce', page: { item_id: 'mug' } });
  });
});

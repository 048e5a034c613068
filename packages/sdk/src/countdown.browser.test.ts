import { describe, expect, it } from 'vitest';
import { setStage, until } from './testing/stage.ts';

const stage = setStage();

/** A shelf as a server's own HTML brings it. */
const banner = (ends: number) =>
  `<edgewise-recs placement="offer"><template shadowrootmode="open"><section lang="en"><a data-item="1" href="/p/1">Mug</a><span data-ends="${ends}" data-left="0"></span></section></template></edgewise-recs>`;

describe('a countdown', () => {
  it('[L35] ticks, and its banner is gone at the moment it said', async () => {
    const ends = Date.now() + 90_061_000;
    const page = await stage.open(stage.shop.add('/', { body: banner(ends) }));
    const text = () =>
      page.evaluate(
        () => document.querySelector('edgewise-recs')!.shadowRoot!.querySelector('[data-ends]')?.textContent,
      );
    await until(async () => /^1d 01:00:\d\d$|^1d 00:59:\d\d$/.test((await text()) ?? ''));
    const before = await text();
    await until(async () => (await text()) !== before);
    await page.evaluate((end) => {
      Date.now = () => end;
    }, ends);
    await until(async () => (await text()) === undefined);
    expect(await page.evaluate(() => document.querySelector('edgewise-recs')!.shadowRoot!.childElementCount)).toBe(0);
  });
});

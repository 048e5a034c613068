/** Every template in every state in a real Chromium: its boxes, its contrast, and that nothing in it runs. */

import { readFileSync, writeFileSync } from 'node:fs';
import { templateName } from '@edgewise/protocol/schemas-placement';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BenchWorker, startBenchWorker } from '../bench/workerd.ts';
import { launchBrowser } from '../browser.ts';
import { differs, withoutLetters } from './compare-pictures.ts';

const BOXES = new URL('./gallery-boxes.json', import.meta.url);

let browser: Browser;
let stack: BenchWorker;
beforeAll(async () => {
  [browser, stack] = await Promise.all([launchBrowser(), startBenchWorker()]);
});
afterAll(() => Promise.all([browser?.close(), stack?.dispose()]));

/** Opens the gallery; everything that is asked of another place is noted, and answered by nobody. */
async function open(query: string, width = 1200): Promise<{ page: Page; strays: string[]; dialogs: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const strays: string[] = [];
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.route('**/*', async (route) => {
    const { origin, pathname, href } = new URL(route.request().url());
    if (origin === stack.worker && pathname.startsWith('/gallery')) return route.continue();
    strays.push(href);
    return route.abort();
  });
  await page.goto(`${stack.worker}/gallery?${query}`);
  return { page, strays, dialogs };
}

interface Shelf {
  id: string;
  /** Position and size in the shelf, px, of each card. */
  cards: [x: number, y: number, width: number, height: number][];
  width: number;
  height: number;
  /** Of the element itself, with the space that was reserved. */
  host: number;
  /** Texts that reach out of their card. */
  cut: string[];
}

const shelvesOf = (page: Page): Promise<Shelf[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('edgewise-recs')].map((host) => {
      const frame = host.shadowRoot?.querySelector('section');
      const box = frame?.getBoundingClientRect();
      const found = [...(host.shadowRoot?.querySelectorAll('[part~=card]') ?? [])];
      const cut: string[] = [];
      for (const card of found) {
        const own = card.getBoundingClientRect();
        for (const text of card.querySelectorAll(
          '[part=title],[part=price],[part=image],[part=reason],[part=description]',
        )) {
          const { top, bottom, left, right, height } = text.getBoundingClientRect();
          if (height === 0) continue;
          if (top < own.top - 1 || bottom > own.bottom + 1 || left < own.left - 1 || right > own.right + 1) {
            cut.push(`${host.getAttribute('placement')}: ${text.getAttribute('part')}`);
          }
        }
      }
      return {
        id: host.getAttribute('placement')!,
        cards: found.map((card) => {
          const { x, y, width, height } = card.getBoundingClientRect();
          return [x - box!.x, y - box!.y, width, height].map(Math.round) as [number, number, number, number];
        }),
        width: Math.round(box?.width ?? 0),
        height: Math.round(box?.height ?? 0),
        host: Math.round(host.getBoundingClientRect().height),
        cut,
      };
    }),
  );

/** What makes the page scroll sideways. A carousel scrolls by itself. */
function widerThanPage(): string[] {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const found: string[] = [`${document.documentElement.scrollWidth} px`];
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      const { left, right } = element.getBoundingClientRect();
      if ((left < 0 || right > innerWidth) && !element.closest('.carousel')) {
        found.push(`${(root as ShadowRoot).host?.getAttribute('placement')} ${element.tagName} ${left}…${right}`);
      }
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return found;
}

const overlap = ([ax, ay, aw, ah]: Shelf['cards'][number], [bx, by, bw, bh]: Shelf['cards'][number]) =>
  Math.min(ax + aw, bx + bw) - Math.max(ax, bx) > 1 && Math.min(ay + ah, by + bh) - Math.max(ay, by) > 1;

describe('the gallery', () => {
  it.each([
    ['language=en', 1200],
    ['language=ru', 360],
    ['language=pl&theme=dark', 700],
    ['language=ro&dir=rtl&theme=serif', 360],
  ])(
    '%s at %i px: nothing overlaps, nothing is cut, nothing scrolls sideways, and the space was the right one',
    async (query, width) => {
      const { page } = await open(query, width);
      const shelves = await shelvesOf(page);
      expect(shelves).toHaveLength(81);
      expect(await page.evaluate(widerThanPage)).toEqual([]);
      for (const { id, cards, width: wide, height, host, cut } of shelves) {
        expect(cut, id).toEqual([]);
        for (const [i, one] of cards.entries()) {
          for (const other of cards.slice(i + 1))
            expect(overlap(one, other), `${id}: ${one} over ${other}`).toBe(false);
          if (!id.startsWith('carousel')) expect(one[0] + one[2], id).toBeLessThanOrEqual(wide + 1);
          expect(one[1] + one[3], id).toBeLessThanOrEqual(height + 1);
        }
        if (id.endsWith('-full')) {
          expect(cards.length, id).toBeGreaterThan(0);
          expect(Math.abs(host - height), `${id}: reserved ${host}, needs ${height}`).toBeLessThanOrEqual(1);
        }
      }
      await page.close();
    },
  );

  it('has the boxes that it had: they follow from the width alone, whatever font the machine has', async () => {
    const boxes: Record<string, unknown> = {};
    for (const width of [360, 1200]) {
      const { page } = await open('state=full', width);
      for (const { id, cards, height } of await shelvesOf(page)) {
        boxes[`${id} at ${width}`] = `${height}: ${cards.map((card) => card.join(' ')).join(', ')}`;
      }
      await page.close();
    }
    if (process.env.EDGEWISE_KEEP_BOXES) writeFileSync(BOXES, `${JSON.stringify(boxes, null, 2)}\n`);
    expect(boxes).toEqual(JSON.parse(readFileSync(BOXES, 'utf8')));
  });

  it.each([
    ['light', 'full', 1200],
    ['dark', 'discount', 360],
    ['serif', 'no picture', 700],
  ])('%s, %s, at %i px: looks as it did, its letters aside', async (theme, state, width) => {
    const { page } = await open(`theme=${theme}&state=${encodeURIComponent(state)}`, width);
    await withoutLetters(page);
    const wrong: (string | undefined)[] = [];
    for (const template of templateName.options) {
      const id = `${template}-${state.replaceAll(' ', '-')}`;
      wrong.push(await differs(page, `${id}-${theme}-${width}`, `edgewise-recs[placement=${id}]`));
    }
    expect(wrong.filter((one) => one !== undefined)).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark', 'serif'])('%s: every text stands out from what is behind it, 4.5 to 1', async (theme) => {
    const { page } = await open(`theme=${theme}&state=discount`);
    const faint = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const over = (colour: string, under: number[]): number[] => {
        canvas.fillStyle = `rgb(${under})`;
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const light = (rgb: number[]) => {
        const [r, g, b] = rgb.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const found: string[] = [];
      for (const host of document.querySelectorAll('edgewise-recs')) {
        for (const text of host.shadowRoot?.querySelectorAll('[part]') ?? []) {
          if (![...text.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim())) continue;
          const chain: Element[] = [];
          for (
            let at: Element | null = text;
            at;
            at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null
          )
            chain.push(at);
          const behind = chain
            .reverse()
            .reduce((under, at) => over(getComputedStyle(at).backgroundColor, under), [255, 255, 255]);
          const ink = over(getComputedStyle(text).color, behind);
          const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x) as [number, number];
          if ((a + 0.05) / (b + 0.05) < 4.5)
            found.push(
              `${host.getAttribute('placement')} ${text.getAttribute('part')} ${((a + 0.05) / (b + 0.05)).toFixed(2)}`,
            );
        }
      }
      return found;
    });
    expect(faint).toEqual([]);
    await page.close();
  });

  it('every card can be reached by keyboard, also those beyond a carousel’s edge', async () => {
    const { page } = await open('template=carousel&state=full', 360);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.locator('nav a').last().focus();
    const reached: string[] = [];
    for (let i = 0; i < 10; i++) {
      await page.keyboard.press('Tab');
      const item = await page.evaluate(() => {
        const link = document.querySelector('edgewise-recs')!.shadowRoot!.activeElement as HTMLElement | null;
        const box = link?.getBoundingClientRect();
        return link?.dataset.item && box!.right > 0 && box!.left < innerWidth ? link.dataset.item : undefined;
      });
      if (item) reached.push(item);
    }
    expect(reached).toEqual(Array.from({ length: 8 }, (_, i) => `sample-${i}`));
    await page.close();
  });

  it('[L31] hostile values run nothing and ask nobody, with no policy on the page to help', async () => {
    const { page, strays, dialogs } = await open('state=hostile&policy=none');
    const found = await page.evaluate(async () => {
      const odd: string[] = [];
      for (const host of document.querySelectorAll('edgewise-recs')) {
        for (const element of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
          if (/^(script|iframe|object|embed|svg|math|form|link|meta|base|template)$/i.test(element.tagName))
            odd.push(element.tagName);
          if (element.tagName === 'STYLE') continue;
          for (const { name, value } of element.attributes) {
            if (/^on|^style$|^srcdoc$/i.test(name)) odd.push(name);
            if (
              /^(href|src)$/.test(name) &&
              !/^(https:\/\/shop\.example\/|\/c\/)/.test(value) &&
              !value.startsWith(`${location.origin}/gallery/`)
            )
              odd.push(value);
          }
          for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle'])
            element.dispatchEvent(new Event(type, { bubbles: true }));
        }
      }
      return {
        odd,
        shelves: document.querySelectorAll('edgewise-recs').length,
        filled: [...document.querySelectorAll('edgewise-recs')].filter((host) =>
          host.shadowRoot?.querySelector('[part~=card]'),
        ).length,
      };
    });
    expect(found.odd).toEqual([]);
    expect(found.shelves).toBe(9);
    expect(found.filled).toBe(9);
    await page.mouse.move(200, 300);
    expect(dialogs).toEqual([]);
    expect(strays).toEqual([]);
    await page.close();
  });
});

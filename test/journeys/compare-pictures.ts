/**
 * Pictures of a page beside kept ones, pixel by pixel. Letters are left out: fonts differ between machines, and what is
 * compared is everything else. `EDGEWISE_KEEP_PICTURES=1` keeps them anew, to be looked at before they are committed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const KEPT = new URL('./gallery-pictures/', import.meta.url);
const FAILED = new URL('../../dist/gallery-pictures/', import.meta.url);

/** A channel may differ by so much: edges are smoothed a little differently in each release of a browser. */
const CHANNEL = 8;
/** Share of the pixels that may differ by more. */
const PIXELS = 0.002;

/** What fonts decide, and what comes late, is taken out of every shelf. */
export async function withoutLetters(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const images: HTMLImageElement[] = [];
    for (const { shadowRoot } of document.querySelectorAll('edgewise-recs')) {
      const style = document.createElement('style');
      style.textContent =
        '*{-webkit-text-fill-color:transparent!important;text-decoration-color:transparent!important;animation:none!important;transition:none!important}';
      shadowRoot?.append(style);
      images.push(...(shadowRoot?.querySelectorAll('img') ?? []));
    }
    for (const image of images) image.loading = 'eager';
    await Promise.all(images.map((image) => image.decode()));
  });
}

/** @returns what is wrong with the picture, or undefined */
export async function differs(page: Page, name: string, selector: string): Promise<string | undefined> {
  const picture = await page.locator(selector).screenshot({ animations: 'disabled' });
  const kept = new URL(`${name}.png`, KEPT);
  if (process.env.EDGEWISE_KEEP_PICTURES) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(kept, picture);
    return undefined;
  }
  if (!existsSync(kept)) return `${name}: there is no picture to compare with`;
  const found = await compare(page, readFileSync(kept), picture);
  if (typeof found === 'number' && found <= PIXELS) return undefined;
  mkdirSync(FAILED, { recursive: true });
  writeFileSync(new URL(`${name}.png`, FAILED), picture);
  const what = typeof found === 'string' ? found : `${(100 * found).toFixed(2)}% of the pixels are others`;
  return `${name}: ${what}; dist/gallery-pictures/${name}.png has it`;
}

/** Share of pixels that differ, or the sizes where those do. The browser that took the pictures reads them. */
function compare(page: Page, kept: Buffer, now: Buffer): Promise<number | string> {
  return page.evaluate(
    async ({ pictures, channel }) => {
      const [a, b] = (await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      )) as [ImageData, ImageData];
      if (a.width !== b.width || a.height !== b.height) {
        return `it is ${b.width} × ${b.height} px, and was ${a.width} × ${a.height}`;
      }
      let others = 0;
      for (let i = 0; i < a.data.length; i += 4) {
        const most = Math.max(...[0, 1, 2].map((k) => Math.abs(a.data[i + k]! - b.data[i + k]!)));
        if (most > channel) others++;
      }
      return others / (a.data.length / 4);
    },
    { pictures: [kept, now].map((picture) => picture.toString('base64')), channel: CHANNEL },
  );
}

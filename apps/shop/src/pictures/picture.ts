/** A product's picture: drawn from its title and department, the same every time. Tones and things, no writing. */
import { escapeHtml } from '@edgewise/core/widgets/markup';
import { type Colours, coloursOf, mix } from './colours.ts';
import { isHeartShaped, motifOf } from './motif-of.ts';
import type { Motif } from './motifs/motif.ts';
import { coveringOf } from './patterns.ts';
import { SIDE, Sketch } from './sketch.ts';

export interface Depicted {
  id: string;
  title: string;
  department: { name: string };
}

export function drawProduct({ id, title, department }: Depicted): string {
  const seed = seedOf(id);
  const colours = coloursOf(title, seed);
  const motif = motifOf(title, department.name);
  const covering = coveringOf(title, isHeartShaped(motif), colours);
  const sketch = new Sketch();
  if (covering) sketch.define(covering.definition);
  backdrop(sketch, motif, colours, seed);
  arrange(sketch, motif, { ...colours, fill: covering?.fill ?? colours.fill }, piecesOf(title));
  return frame(title, sketch);
}

/** For pages without a product. */
export function drawShop(): string {
  return drawProduct({ id: 'shop', title: 'Red gift box', department: { name: 'Party & celebrations' } });
}

function backdrop(s: Sketch, { place }: Motif, { wall, table }: Colours, seed: number): void {
  s.box(0, 0, SIDE, SIDE, 0, wall);
  // A soft patch of light, not in the same place on every wall.
  s.circle(90 + (seed % 5) * 55, 120, 190, '#ffffff', 0.18);
  if (place === 'wall') return;
  s.path(`M0 284H${SIDE}V${SIDE}H0Z`, table);
  s.path(`M0 284H${SIDE}V290H0Z`, mix(table, '#ffffff', 0.35));
}

/** How many stand there: "Set of 3" shows three, and more than three would be too small to see. */
export function piecesOf(title: string): 1 | 2 | 3 {
  const stated =
    /\b(?:set|pack|box) of (\d+)\b/i.exec(title)?.[1] ?? /^(\d+) (?!tier|hook|drawer|wick)/.exec(title)?.[1];
  if (stated === undefined) return /\bpair\b/i.test(title) ? 2 : 1;
  const pieces = Number(stated);
  return pieces >= 3 ? 3 : pieces === 2 ? 2 : 1;
}

function arrange(s: Sketch, { place, draw }: Motif, colours: Colours, pieces: 1 | 2 | 3): void {
  const once = () => draw(s, colours);
  const foot = place === 'table' ? 320 : 200;
  /** Scaled about its foot, so that it stays on the table. */
  const at = (x: number, y: number, scale: number) =>
    s.group(`translate(${x} ${y}) scale(${scale}) translate(-200 -${foot})`, once);
  if (pieces === 1) {
    once();
  } else if (pieces === 2) {
    at(128, foot - 14, 0.7);
    at(272, foot + 12, 0.78);
  } else {
    at(108, foot - 22, 0.58);
    at(292, foot - 22, 0.58);
    at(200, foot + 16, 0.76);
  }
}

function frame(title: string, sketch: Sketch): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="600" height="600" role="img"><title>${escapeHtml(title)}</title>${sketch}</svg>`;
}

/** FNV-1a, 32 bits: spread, and the same on every machine. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash >>> 0;
}

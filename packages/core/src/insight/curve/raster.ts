/** A picture of RGB bytes to draw on: areas, lines with soft edges, and letters. */
import { eachDot, GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs.ts';

/** 0xRRGGBB. */
export type Colour = number;

export class Raster {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top, three bytes a dot. */
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.bytes = new Uint8Array(width * height * 3);
    this.area(0, 0, width, height, ground);
  }

  /** @param cover 0 leaves what is there, 1 hides it */
  dot(x: number, y: number, colour: Colour, cover = 1): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || cover <= 0) return;
    const at = (y * this.width + x) * 3;
    for (let channel = 0; channel < 3; channel++) {
      const wanted = (colour >> (16 - 8 * channel)) & 0xff;
      const there = this.bytes[at + channel]!;
      this.bytes[at + channel] = Math.round(there + (wanted - there) * Math.min(1, cover));
    }
  }

  area(left: number, top: number, width: number, height: number, colour: Colour): void {
    const [fromX, toX] = [Math.round(left), Math.round(left + width)];
    const [fromY, toY] = [Math.round(top), Math.round(top + height)];
    for (let y = fromY; y < toY; y++) for (let x = fromX; x < toX; x++) this.dot(x, y, colour);
  }

  /** A straight line of so many dots' thickness, by each dot's distance from it. */
  line(from: Point, to: Point, thickness: number, colour: Colour): void {
    const half = thickness / 2;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = dx * dx + dy * dy;
    const reach = half + 1;
    for (let y = Math.floor(Math.min(from.y, to.y) - reach); y <= Math.max(from.y, to.y) + reach; y++) {
      for (let x = Math.floor(Math.min(from.x, to.x) - reach); x <= Math.max(from.x, to.x) + reach; x++) {
        const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length));
        const distance = Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
        this.dot(x, y, colour, half + 0.5 - distance);
      }
    }
  }

  text(left: number, top: number, words: string, size: number, colour: Colour): void {
    eachDot(words, (x, y) => this.area(left + x * size, top + y * size, size, size, colour));
  }

  static textWidth = (words: string, size: number): number => Math.max(0, [...words].length * GLYPH_WIDTH - 1) * size;
  static textHeight = (size: number): number => GLYPH_HEIGHT * size;
}

export interface Point {
  x: number;
  y: number;
}

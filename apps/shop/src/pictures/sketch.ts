/** A drawing in the making: shapes on a square of 400 by 400, as SVG text. Everything given to it is ours, never data. */

export const SIDE = 400;

export class Sketch {
  readonly #shapes: string[] = [];
  readonly #definitions: string[] = [];

  path(d: string, fill: string, opacity = 1): void {
    this.#shapes.push(`<path d="${d}" fill="${fill}"${faint(opacity)}/>`);
  }

  line(d: string, stroke: string, width: number, opacity = 1): void {
    this.#shapes.push(
      `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${faint(opacity)}/>`,
    );
  }

  circle(cx: number, cy: number, r: number, fill: string, opacity = 1): void {
    this.#shapes.push(`<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}"${faint(opacity)}/>`);
  }

  ring(cx: number, cy: number, r: number, stroke: string, width: number, opacity = 1): void {
    this.#shapes.push(
      `<circle cx="${cx}" cy="${cy}" r="${r}" fill="none" stroke="${stroke}" stroke-width="${width}"${faint(opacity)}/>`,
    );
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, opacity = 1): void {
    this.#shapes.push(`<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"${faint(opacity)}/>`);
  }

  box(x: number, y: number, width: number, height: number, radius: number, fill: string, opacity = 1): void {
    this.#shapes.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${faint(opacity)}/>`,
    );
  }

  /** A solid thing: the same light from the left on all of them. `shade` is where its dark side begins. */
  body(d: string, fill: string, shade = 235): void {
    const id = `c${this.#definitions.length}`;
    this.define(`<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    this.path(d, fill);
    this.#shapes.push(
      `<g clip-path="url(#${id})"><path d="M${shade} 0H400V400H${shade + 18}Q${shade - 22} 200 ${shade} 0Z" fill="#2b1216" opacity=".13"/></g>`,
    );
  }

  /** On the table under a thing. */
  shadow(cx: number, cy: number, rx: number): void {
    this.ellipse(cx + 8, cy, rx, Math.max(6, rx * 0.13), '#2b1216', 0.18);
  }

  group(transform: string, draw: () => void): void {
    this.#shapes.push(`<g transform="${transform}">`);
    draw();
    this.#shapes.push('</g>');
  }

  define(definition: string): void {
    this.#definitions.push(definition);
  }

  toString(): string {
    const definitions = this.#definitions.length > 0 ? `<defs>${this.#definitions.join('')}</defs>` : '';
    return definitions + this.#shapes.join('');
  }
}

function faint(opacity: number): string {
  return opacity === 1 ? '' : ` opacity="${opacity}"`;
}

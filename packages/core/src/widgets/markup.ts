/**
 * The only way from a value to HTML. `html` is a template tag: the literal parts are ours, every `${…}` is data and is
 * escaped, and where an attribute holds a URL its scheme is checked as well. A hole in a place where escaping does not
 * protect (inside a script, a style, a comment, a tag's name, an event handler) is refused when the template is first
 * used. Nothing here takes a string as HTML.
 */
import { safeUrl } from '../safe-url.ts';
import { type Hole, holesOf } from './template-holes.ts';

declare const made: unique symbol;

/** A finished piece of HTML. Only `html` and `dataBlock` make one. */
export interface Markup {
  readonly [made]: true;
}

export type Renderable = string | number | Markup | null | undefined | false | readonly Renderable[];

/** Holds the HTML in a private field: no look-alike object can be passed off as a piece. */
class Piece {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static textOf(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null && #text in value ? value.#text : undefined;
  }
}

// A piece leads to its class, and that would make a piece of any string.
Reflect.deleteProperty(Piece.prototype, 'constructor');

const piece = (text: string) => Object.freeze(new Piece(text)) as unknown as Markup;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] as string) : text;
}

/** A link target that can run nothing: an absolute http(s) URL, or a path of the page's own origin. */
export function linkTarget(url: string): string {
  // '//host' and '/\host' leave the origin; control characters are stripped by browsers and would hide such a start.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is what this is for
  if (/^\/(?![/\\])/.test(url) && !/[\u0000-\u001f\u007f\\]/.test(url)) return url;
  return safeUrl(url) ?? 'about:invalid';
}

function fill(value: Renderable, hole: Hole): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(hole === 'url' ? linkTarget(value) : value);
  if (typeof value === 'number') return String(value);
  if (hole !== 'text') throw new TypeError(`html: an attribute takes a string or a number, not ${typeof value}`);
  if (Array.isArray(value)) return (value as readonly Renderable[]).map((part) => fill(part, hole)).join('');
  return toHtml(value as Markup);
}

export function html(literal: TemplateStringsArray, ...values: Renderable[]): Markup {
  const holes = holesOf(literal);
  let text = literal[0] as string;
  for (let i = 0; i < values.length; i++) text += fill(values[i], holes[i] as Hole) + literal[i + 1];
  return piece(text);
}

/** The HTML text of a piece that `html` or `dataBlock` made. */
export function toHtml(markup: Markup): string {
  const text = Piece.textOf(markup);
  if (text === undefined) throw new TypeError('toHtml: expected a piece made by html`…`');
  return text;
}

/**
 * `<script type="application/json">`: data for the page's scripts or for crawlers, never executed. The escapes keep the
 * text JSON and leave nothing in it that could end the element or open a comment.
 */
export function dataBlock(type: 'application/json' | 'application/ld+json', data: unknown, id?: string): Markup {
  const json = (JSON.stringify(data) ?? 'null').replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return piece(`<script type="${type}"${id === undefined ? '' : ` id="${escapeHtml(id)}"`}>${json}</script>`);
}

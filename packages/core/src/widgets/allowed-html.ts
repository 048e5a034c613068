/**
 * What a template may write, and the only way from its output to HTML. The template's own text is read by a strict
 * tokenizer that knows an allow-list of tags and attributes and refuses everything else by name; what the template prints
 * of a product comes as a mark in that text and stands in no tokenizer's way: it is put in after the reading, escaped for
 * the place where its mark stood. So no value can open a tag, leave an attribute or name a scheme, quoted or not.
 *
 * The output is written anew from what was read, with every attribute quoted: what the browser parses is what was judged.
 */
import { escapeHtml, linkTarget } from './markup.ts';

/** Noncharacters: no text has a use for them. A forged mark names another value, which is text as well. */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARK = /\uFDD0(\d{1,6})\uFDD1/g;

/** Values printed by one rendering, by mark. */
export class PrintedValues {
  readonly #values: string[] = [];
  readonly #longest: number;

  /** @param longest a printed text is at most so long, characters */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * A text that was captured holds marks of its own; they are read here, so that no value holds one.
   * @returns the mark that stands for the value until the HTML is written
   * @throws TemplateFault for a value that is too long
   */
  print(value: string): string {
    let length = value.length;
    const bound = () => {
      if (length > this.#longest) {
        throw new TemplateFault(`prints a text of more than ${this.#longest} characters at once`, 0);
      }
    };
    bound();
    const text = this.resolve(value, (part) => {
      length += part.length;
      bound();
      return part;
    });
    return `${OPEN}${this.#values.push(text) - 1}${CLOSE}`;
  }

  /** Characters of the value that a mark stands for. */
  lengthOf(mark: string): number {
    return this.#values[Number(mark.slice(1, -1))]?.length ?? 0;
  }

  /** The text with the values in their places. */
  resolve(text: string, encode: (value: string, at: number) => string = String): string {
    if (!text.includes(OPEN) && !text.includes(CLOSE)) return text;
    return text
      .replace(MARK, (_, number: string, at: number) => encode(this.#values[Number(number)] ?? '', at))
      .replace(/[\uFDD0\uFDD1]/g, '');
  }
}

/** What is wrong with a template's HTML, in words for who wrote it. */
export class TemplateFault extends Error {
  /** Offset in the output. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'TemplateFault';
    this.at = at;
  }
}

const VOID = new Set(['img', 'br', 'hr', 'wbr']);
const TAGS = new Set(
  `${[...VOID].join(' ')} section article header footer div p span a ul ol li dl dt dd h2 h3 h4 h5 h6 b strong i em s del ins small sub sup mark time figure figcaption blockquote details summary slot abbr bdi data`.split(
    ' ',
  ),
);
const GLOBAL = new Set(['class', 'id', 'title', 'lang', 'dir', 'role', 'part', 'hidden', 'data-item']);
const OWN: Record<string, ReadonlySet<string>> = {
  a: new Set(['href', 'rel', 'hreflang']),
  img: new Set(['src', 'alt', 'width', 'height', 'loading', 'decoding']),
  time: new Set(['datetime']),
  data: new Set(['value']),
  ol: new Set(['start', 'reversed']),
  li: new Set(['value']),
  details: new Set(['open']),
  slot: new Set(['name']),
};
const ADDRESSES = new Set(['href', 'src']);
const MOST_DEPTH = 64;

declare const allowed: unique symbol;

export interface AllowedHtml {
  /** Only `allowedHtml` makes one. */
  html: string & { readonly [allowed]: true };
  /** Values of `data-item` on links, in order: what the shelf really shows. */
  items: string[];
}

/**
 * @param source the template's output with marks
 * @throws TemplateFault for what a template may not write
 */
export function allowedHtml(source: string, values: PrintedValues): AllowedHtml {
  const items: string[] = [];
  const open: string[] = [];
  let html = '';
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const end = next < 0 ? source.length : next;
    html += writeText(source.slice(at, end), values);
    if (next < 0) break;
    if (source.startsWith('<!--', next)) {
      const over = source.indexOf('-->', next + 4);
      if (over < 0) throw new TemplateFault('a comment that does not end', next);
      at = over + 3;
      continue;
    }
    if (!/[a-z/!?]/i.test(source[next + 1] ?? ' ')) {
      html += '&lt;';
      at = next + 1;
      continue;
    }
    const tag = readTag(source, next, values);
    at = tag.end;
    if (tag.closing) {
      const last = open.pop();
      if (last !== tag.name) {
        throw new TemplateFault(`</${tag.name}> where ${last ? `</${last}>` : 'nothing'} is open`, next);
      }
      html += `</${tag.name}>`;
      continue;
    }
    if (!VOID.has(tag.name)) open.push(tag.name);
    if (open.length > MOST_DEPTH) throw new TemplateFault(`more than ${MOST_DEPTH} tags inside each other`, next);
    html += `<${tag.name}${tag.attributes.map(([name, value]) => ` ${name}="${value}"`).join('')}>`;
    if (tag.name === 'a' && tag.item) items.push(tag.item);
  }
  if (open.length > 0) throw new TemplateFault(`<${open.at(-1)}> is not closed`, source.length);
  return { html: html as AllowedHtml['html'], items };
}

/** Entities of the template stay; what could begin a tag cannot be here. */
function writeText(text: string, values: PrintedValues): string {
  return values.resolve(text.replaceAll('>', '&gt;').replaceAll('\0', ''), escapeHtml);
}

interface ReadTag {
  name: string;
  closing: boolean;
  attributes: [name: string, html: string][];
  item?: string;
  end: number;
}

const NAME = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/iy;
const ATTRIBUTE = /[\s/]+([^\s"'<>/=\uFDD0\uFDD1]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/y;
const END = /[\s/]*>/y;

function readTag(source: string, start: number, values: PrintedValues): ReadTag {
  const named = matchAt(NAME, source, start);
  if (!named) throw new TemplateFault(`a tag that is not plain: '${shown(source, start)}'`, start);
  const name = named[2]!.toLowerCase();
  const closing = named[1] === '/';
  if (!TAGS.has(name)) throw new TemplateFault(`<${name}> is not allowed in a template`, start);
  if (closing && VOID.has(name)) throw new TemplateFault(`</${name}>: this tag has no end`, start);
  let at = start + named[0].length;
  const attributes: [string, string][] = [];
  const seen = new Set<string>();
  let item: string | undefined;
  for (;;) {
    const end = matchAt(END, source, at);
    if (end) return { name, closing, attributes, ...(item !== undefined && { item }), end: at + end[0].length };
    const found = matchAt(ATTRIBUTE, source, at);
    if (!found)
      throw new TemplateFault(`in <${name}>: write attributes as name="value", near '${shown(source, at)}'`, at);
    if (closing) throw new TemplateFault(`</${name}> has an attribute`, at);
    const attribute = found[1]!.toLowerCase();
    if (!GLOBAL.has(attribute) && !OWN[name]?.has(attribute) && !/^aria-[a-z]{2,24}$/.test(attribute)) {
      throw new TemplateFault(`the attribute ${attribute.slice(0, 40)} is not allowed on <${name}>`, at);
    }
    if (seen.has(attribute)) throw new TemplateFault(`${attribute} stands twice in <${name}>`, at);
    seen.add(attribute);
    const raw = found[2] ?? found[3] ?? found[4] ?? '';
    if (ADDRESSES.has(attribute)) {
      const url = addressOf(raw, values, at);
      // A product's address that may not be used leaves the link without one; it is dead, and the shelf stays.
      if (url !== undefined) attributes.push([attribute, escapeHtml(url)]);
    } else {
      attributes.push([attribute, writeValue(raw, values)]);
      if (attribute === 'data-item') item = values.resolve(raw);
    }
    at += found[0].length;
  }
}

/** The template's own part keeps its entities; it may have stood in other quotes. */
function writeValue(raw: string, values: PrintedValues): string {
  const own = raw.replace(/["<>\0]/g, (mark) => (mark === '\0' ? '' : escapeHtml(mark)));
  return values.resolve(own, escapeHtml);
}

/**
 * A value that begins the address is its scheme and host and is judged with the rest; further on it is a part of it, and
 * what it could separate is encoded. Entities but `&amp;` are not decoded: they are text, and written as such.
 * @throws TemplateFault where the template itself wrote an address that may not be used
 */
function addressOf(raw: string, values: PrintedValues, at: number): string | undefined {
  const own = raw.trim().replace(/&amp;/gi, '&');
  const url = values.resolve(own, (value, offset) => (offset === 0 ? value : encodePart(value)));
  const target = linkTarget(url);
  if (target !== 'about:invalid') return target;
  if (!own.includes(OPEN)) {
    throw new TemplateFault(
      `the address '${own.slice(0, 60)}' may not be used; write https://… or a path that begins with /`,
      at,
    );
  }
  return undefined;
}

/** A lone surrogate makes `encodeURIComponent` throw. */
const encodePart = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '')).replaceAll("'", '%27');

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

const shown = (source: string, at: number) => source.slice(at, at + 40).replace(/[\uFDD0\uFDD1]/g, '');

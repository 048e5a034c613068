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

  /** The value that a mark stands for. */
  of(mark: string): string {
    return this.#values[Number(mark.slice(1, -1))] ?? '';
  }

  /** The text with the values in their places. */
  resolve(text: string, encode: (value: string) => string = String): string {
    if (!text.includes(OPEN)) return withoutMarks(text);
    return withoutMarks(text.replace(MARK, (mark) => encode(this.of(mark))));
  }
}

const withoutMarks = (text: string): string =>
  text.includes(OPEN) || text.includes(CLOSE) ? text.replace(/[\uFDD0\uFDD1]/g, '') : text;

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
 * @param known tags that were read before: of the same template, since most of its tags come again with each item
 * @throws TemplateFault for what a template may not write
 */
export function allowedHtml(source: string, values: PrintedValues, known: KnownTags = new Map()): AllowedHtml {
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
    const { tag, marks } = tagAt(source, next, known);
    at = next + tag.length;
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
    html += `<${tag.name}`;
    let mark = 0;
    for (const { name, raw, written, address } of tag.attributes) {
      const printed = marks.slice(mark, mark + raw.length - 1).map((one) => values.of(one));
      mark += printed.length;
      if (address) {
        // A product's address that may not be used leaves the link without one; it is dead, and the shelf stays.
        const url = addressOf(address, printed, next);
        if (url !== undefined) html += ` ${name}="${escapeHtml(url)}"`;
        continue;
      }
      html += ` ${name}="${woven(written, printed, escapeHtml)}"`;
      if (name === 'data-item' && tag.name === 'a') {
        const item = woven(raw, printed, String);
        if (item !== '') items.push(item);
      }
    }
    html += '>';
  }
  if (open.length > 0) throw new TemplateFault(`<${open.at(-1)}> is not closed`, source.length);
  return { html: html as AllowedHtml['html'], items };
}

/** Entities of the template stay; what could begin a tag cannot be here. */
function writeText(text: string, values: PrintedValues): string {
  return values.resolve(text.replaceAll('>', '&gt;').replaceAll('\0', ''), escapeHtml);
}

/** The pieces with a value between each two. */
function woven(pieces: readonly string[], values: readonly string[], encode: (value: string) => string): string {
  let text = pieces[0]!;
  for (let i = 0; i < values.length; i++) text += encode(values[i]!) + pieces[i + 1]!;
  return text;
}

interface ReadAttribute {
  name: string;
  /** The value as the template has it, cut where marks stand; and as it is written between quotes. */
  raw: readonly string[];
  written: readonly string[];
  /** Cut likewise, where it is an address. */
  address?: readonly string[];
}

/** A tag of the template's own text, whatever its marks stand for. */
interface ReadTag {
  name: string;
  closing: boolean;
  attributes: readonly ReadAttribute[];
  /** Characters it has in the source. */
  length: number;
}

/** By a tag's text with one sign for every mark. */
export type KnownTags = Map<string, Omit<ReadTag, 'length'>>;

/** Stands for any mark in a key: a noncharacter, too. */
const ANY = '\uFDD2';
/** A template has few tags; one that makes them up is forgotten again. */
const MOST_KNOWN = 200;

/** The tag that begins there, and the marks in it, which all stand in values of attributes. */
function tagAt(source: string, start: number, known: KnownTags): { tag: ReadTag; marks: readonly string[] } {
  const text = source.slice(start, source.indexOf('>', start) + 1);
  const marks: string[] = [];
  const key = text.includes(OPEN)
    ? text.replace(MARK, (mark) => {
        marks.push(mark);
        return ANY;
      })
    : text;
  // A text that has the sign itself, or half a mark, is no key.
  const isKey = text !== '' && !text.includes(ANY) && !key.includes(OPEN) && !key.includes(CLOSE);
  const had = isKey ? known.get(key) : undefined;
  if (had) return { tag: { ...had, length: text.length }, marks };
  const tag = readTag(source, start);
  // Where a `>` stands in quotes, the text above is not the tag's.
  if (tag.length !== text.length) {
    return { tag, marks: source.slice(start, start + tag.length).match(MARK) ?? [] };
  }
  if (isKey) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, tag);
  }
  return { tag, marks };
}

const NAME = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/iy;
const ATTRIBUTE = /[\s/]+([^\s"'<>/=\uFDD0\uFDD1]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/y;
const END = /[\s/]*>/y;

function readTag(source: string, start: number): ReadTag {
  const named = matchAt(NAME, source, start);
  if (!named) throw new TemplateFault(`a tag that is not plain: '${shown(source, start)}'`, start);
  const name = named[2]!.toLowerCase();
  const closing = named[1] === '/';
  if (!TAGS.has(name)) throw new TemplateFault(`<${name}> is not allowed in a template`, start);
  if (closing && VOID.has(name)) throw new TemplateFault(`</${name}>: this tag has no end`, start);
  let at = start + named[0].length;
  const attributes: ReadAttribute[] = [];
  const seen = new Set<string>();
  for (;;) {
    const end = matchAt(END, source, at);
    if (end) return { name, closing, attributes, length: at + end[0].length - start };
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
    attributes.push(readAttribute(attribute, found[2] ?? found[3] ?? found[4] ?? ''));
    at += found[0].length;
  }
}

/** The template's own part keeps its entities; it may have stood in other quotes. */
function readAttribute(name: string, value: string): ReadAttribute {
  const cut = (text: string) => text.split(/\uFDD0\d{1,6}\uFDD1/).map(withoutMarks);
  const raw = cut(value);
  return {
    name,
    raw,
    written: raw.map((piece) => piece.replace(/["<>\0]/g, (mark) => (mark === '\0' ? '' : escapeHtml(mark)))),
    // Entities but `&amp;` are not decoded: they are text, and written as such.
    ...(ADDRESSES.has(name) && { address: cut(value.trim().replace(/&amp;/gi, '&')) }),
  };
}

/**
 * A value that begins the address is its scheme and host and is judged with the rest; further on it is a part of it, and
 * what it could separate is encoded.
 * @throws TemplateFault where the template itself wrote an address that may not be used
 */
function addressOf(pieces: readonly string[], values: readonly string[], at: number): string | undefined {
  const begins = pieces[0] === '';
  const url = woven(
    pieces,
    values.map((value, i) => (i === 0 && begins ? value : encodePart(value))),
    String,
  );
  const target = linkTarget(url);
  if (target !== 'about:invalid') return target;
  if (values.length > 0) return undefined;
  throw new TemplateFault(
    `the address '${url.slice(0, 60)}' may not be used; write https://… or a path that begins with /`,
    at,
  );
}

/** A lone surrogate makes `encodeURIComponent` throw. */
const encodePart = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '')).replaceAll("'", '%27');

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

const shown = (source: string, at: number) => source.slice(at, at + 40).replace(/[\uFDD0\uFDD1]/g, '');

/** Where a template's holes stand. Read once for each template in the source, then remembered. */

/** `text`: between tags. `attribute`: inside a double-quoted value. `url`: a whole value that names an address. */
export type Hole = 'text' | 'attribute' | 'url';

const URL_ATTRIBUTES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'background']);
/** Their values are a language of their own, which escaping for HTML does not make safe. */
const REFUSED_ATTRIBUTE = /^(on.*|style|srcset|srcdoc|imagesrcset|http-equiv|ping|manifest|attributionsrc|xlink:href)$/;
const RAW_TEXT = /^(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
/** Of those, the ones in which entities are decoded, so that escaped text is only text. */
const ESCAPABLE = /^(textarea|title|noscript)$/;

const known = new WeakMap<readonly string[], readonly Hole[]>();

export function holesOf(literal: TemplateStringsArray): readonly Hole[] {
  let holes = known.get(literal);
  if (!holes) {
    // The engine freezes a template's parts. An array that somebody filled with data would make data into HTML.
    if (!Object.isFrozen(literal) || !Array.isArray(literal.raw)) {
      throw new TypeError('html: call it as a template tag, html`…`');
    }
    holes = readHoles(literal);
    known.set(literal, holes);
  }
  return holes;
}

type State = 'text' | 'tag' | 'value';

function readHoles(literal: readonly string[]): Hole[] {
  const holes: Hole[] = [];
  let state: State = 'text';
  let attribute = '';
  let rawText = '';
  for (let part = 0; part < literal.length; part++) {
    const text = literal[part] as string;
    let at = 0;
    while (at < text.length) {
      if (state === 'value') {
        const end = text.indexOf('"', at);
        at = end < 0 ? text.length : end + 1;
        if (end >= 0) state = 'tag';
      } else if (state === 'tag') {
        const next = /\s*(?:(>)|([^\s"'<>/=]+)="|[^\s"'<>/=]+(?=[\s>/])|\/)|\s+/y;
        next.lastIndex = at;
        const found = next.exec(text);
        if (!found) throw refused('a tag that is not plain: write attributes as name="value"', literal, part);
        at = next.lastIndex;
        if (found[1]) state = 'text';
        else if (found[2]) {
          attribute = found[2].toLowerCase();
          state = 'value';
        }
      } else {
        const next = /<(\/?)([a-z][a-z0-9-]*)|<!--[\s\S]*?-->|<!doctype [^>]*>|<|[^<]+/iy;
        next.lastIndex = at;
        const found = next.exec(text);
        if (!found || found[0] === '<') throw refused('a bare "<" or an unfinished comment', literal, part);
        at = next.lastIndex;
        const name = found[2]?.toLowerCase();
        if (!name) continue;
        state = 'tag';
        if (RAW_TEXT.test(name)) rawText = found[1] ? '' : name;
      }
    }
    if (part === literal.length - 1) break;
    if (state === 'tag') throw refused('a hole inside a tag, outside a quoted value', literal, part);
    if (state === 'text') {
      if (rawText && !ESCAPABLE.test(rawText)) throw refused(`a hole inside <${rawText}>`, literal, part);
      holes.push('text');
    } else if (REFUSED_ATTRIBUTE.test(attribute)) {
      throw refused(`a hole in the attribute ${attribute}`, literal, part);
    } else if (URL_ATTRIBUTES.has(attribute)) {
      if (!text.endsWith('="') || !(literal[part + 1] as string).startsWith('"')) {
        throw refused(`a hole that is not the whole of ${attribute}`, literal, part);
      }
      holes.push('url');
    } else {
      holes.push('attribute');
    }
  }
  if (state !== 'text') throw refused('a template that ends inside a tag', literal, literal.length - 1);
  return holes;
}

function refused(what: string, literal: readonly string[], part: number): TypeError {
  return new TypeError(`html: ${what}, near '${(literal[part] as string).slice(-60)}'`);
}

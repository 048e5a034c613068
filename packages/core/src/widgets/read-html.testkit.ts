/**
 * A small HTML reader for the tests, independent of the code under test. It follows the standard's tokenizer for what
 * templates write, and is as forgiving as a browser where an attack would need it: unquoted and single-quoted values,
 * attributes without a space between, upper case, comments.
 */
export interface Tag {
  name: string;
  attributes: [name: string, value: string][];
}
export interface Reading {
  tags: Tag[];
  /** All text, entities decoded. */
  text: string;
  comments: number;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot));?/gi, (_, decimal, hex, name: string) =>
    name
      ? (NAMED[name.toLowerCase()] as string)
      : String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
  );
}

export function readHtml(source: string): Reading {
  const tags: Tag[] = [];
  let text = '';
  let comments = 0;
  let at = 0;
  while (at < source.length) {
    const opening = /<\/?[a-z]/iy;
    opening.lastIndex = at;
    if (/^<(!|\?|\/[^a-z])/i.test(source.slice(at, at + 3))) {
      comments++;
      const end = source.indexOf('>', at);
      at = end < 0 ? source.length : end + 1;
    } else if (opening.test(source)) {
      const { tag, end, closing } = readTag(source, at);
      if (!closing) tags.push(tag);
      at = end;
    } else {
      const end = source.indexOf('<', at + 1);
      text += decode(source.slice(at, end < 0 ? source.length : end));
      at = end < 0 ? source.length : end;
    }
  }
  return { tags, text, comments };
}

function readTag(source: string, start: number): { tag: Tag; end: number; closing: boolean } {
  const closing = source[start + 1] === '/';
  let at = start + (closing ? 2 : 1);
  const name = (/^[^\s/>]*/.exec(source.slice(at)) as RegExpExecArray)[0];
  at += name.length;
  const attributes: [string, string][] = [];
  while (at < source.length && source[at] !== '>') {
    if (/[\s/]/.test(source[at] as string)) {
      at++;
      continue;
    }
    const attribute = (/^=?[^\s/>=]*/.exec(source.slice(at)) as RegExpExecArray)[0];
    at += attribute.length;
    const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/.exec(source.slice(at));
    if (value) at += value[0].length;
    attributes.push([attribute.toLowerCase(), decode(value?.[1] ?? value?.[2] ?? value?.[3] ?? '')]);
  }
  return { tag: { name: name.toLowerCase(), attributes }, end: at + 1, closing };
}

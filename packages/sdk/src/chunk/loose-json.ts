/**
 * JSON as shops write it. Loaded for what `JSON.parse` refuses, and reads it by hand: comments, line breaks and bare quotes inside strings,
 * commas too many and too few, values left out, single quotes, bare keys, several documents in one script, an end that is
 * missing. One pass over the text, so the time is bounded by its length.
 */

/** Code units. */
const LONGEST = 200_000;
const DEEPEST = 64;

const CLOSED_BY = /^\s*(:|[}\];]|$|\/[/*]|\n\s*["']|,[\s\p{C},]*(["'`{[}\]\-\d/<]|[\w@]+["']?\s*:|true|false|null|$))/u;
/** Of a value alone: in a list a comma ends a number. */
const COMMA_NUMBER = /-?\d[\d.]*(?:,\d[\d.]*)+(?=\s*[,}])/y;
const BARE = /[^\s,:{}[\]"]+/y;
/** Between two values: white space and control characters, comments of three languages, CDATA. */
const NOISE = /(?:[\s\p{C}]+|(?:\/\/)?(?:<!\[CDATA\[|\]\]>|<!--|-->)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/uy;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\n', b: ' ', f: ' ' };

class Reader {
  // Declared alone: as fields they would cost a helper of the bundler's.
  declare readonly text: string;
  declare at: number;
  constructor(text: string) {
    this.text = text;
    this.at = 0;
  }

  skip(): string | undefined {
    NOISE.lastIndex = this.at;
    if (NOISE.test(this.text)) this.at = NOISE.lastIndex;
    return this.text[this.at];
  }

  /** A quote ends a string where something follows that may stand behind one; else it is part of it: `5" pipe`. */
  string(quote: string): string {
    const { text } = this;
    let read = '';
    for (this.at++; this.at < text.length; this.at++) {
      const c = text[this.at]!;
      if (c === '\\') {
        const next = text[++this.at]!;
        // JavaScript's `\x27` beside JSON's `\u0027`.
        const digits = { u: 4, x: 2 }[next];
        if (digits) {
          const code = Number.parseInt(text.slice(this.at + 1, this.at + 1 + digits), 16);
          if (code >= 0) read += String.fromCharCode(code);
          this.at += digits;
        } else read += ESCAPES[next] ?? next;
      } else if (c === quote && CLOSED_BY.test(text.slice(this.at + 1, this.at + 80))) {
        this.at++;
        break;
      } else read += c < ' ' ? ' ' : c;
    }
    return read;
  }

  /** A value whose quote is missing runs into the name that stands on the next line: it ended before that. */
  line(quote: string): string {
    const from = this.at + 1;
    const read = this.string(quote);
    if (this.skip() !== ':') return read;
    const raw = this.text.slice(from, this.at);
    const last = raw.lastIndexOf('\n');
    if (!/^\s*["'][\w@]+["']\s*$/.test(raw.slice(last)) || last < 0) return read;
    this.at = from + last;
    return raw.slice(0, last).trim();
  }

  bare(): unknown {
    BARE.lastIndex = this.at;
    const [word] = BARE.exec(this.text) ?? [''];
    // What is none of ours is stepped over, so that reading ends.
    this.at += word.length || 1;
    const known = { true: true, false: false, null: null } as Record<string, unknown>;
    if (Object.hasOwn(known, word)) return known[word];
    // "00123" is an article's number, and so are more digits than a number can hold.
    return word && Number.isFinite(+word) && !/^0\d|\d{16}/.test(word) ? +word : word || undefined;
  }

  value(depth: number): unknown {
    const c = this.skip();
    if (c === '"' || c === "'" || c === '`') return this.line(c);
    if ((c !== '{' && c !== '[') || depth > DEEPEST) return this.bare();
    this.at++;
    return c === '[' ? this.list(depth) : this.object(depth);
  }

  list(depth: number): unknown[] {
    const list: unknown[] = [];
    for (let c = this.skip(); c && c !== ']'; c = this.skip()) {
      if (c === ',' || c === '}' || c === ':') this.at++;
      else list.push(this.value(depth + 1));
    }
    this.at++;
    return list;
  }

  object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let c = this.skip(); c && c !== '}'; c = this.skip()) {
      if (c === ',' || c === ';' || c === ']') {
        this.at++;
        continue;
      }
      const key = c === '"' || c === "'" ? this.string(c) : `${this.bare()}`;
      if (this.skip() !== ':') continue;
      this.at++;
      const next = this.skip();
      // `"price": ,` states nothing.
      if (next === ',' || next === '}' || key === '__proto__') continue;
      COMMA_NUMBER.lastIndex = this.at;
      const [amount] = COMMA_NUMBER.exec(this.text) ?? [];
      if (amount) this.at += amount.length;
      object[key] = amount ?? this.value(depth + 1);
    }
    this.at++;
    return object;
  }
}

/** @returns the value, or the values of a script that holds several; undefined where there is none */
export function parseLoosely(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  // A template that escaped the whole script.
  const plain = text.includes('"') ? text : text.replace(/&(quot|#0?34);/g, '"');
  // An editor of texts: quotes turned, line ends marked up.
  const isEdited = /“@?\w+”\s*:|[{,]\s*<(br|p)\b/.test(plain);
  const straight = isEdited ? plain.replace(/<\/?(br|p)\b[^<>]*>/g, ' ').replace(/[“”„″]/g, '"') : plain;
  const reader = new Reader(straight);
  const found: unknown[] = [];
  for (let c = reader.skip(); c; c = reader.skip()) {
    if (c === '{' || c === '[') found.push(reader.value(0));
    else reader.at++;
  }
  return found[1] ? found : found[0];
}

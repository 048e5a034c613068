/** Where in a JSON text a value stands, or what is wrong with the text and where: for messages that name a line. */

export interface Place {
  offset: number;
  /** From 1. */
  line: number;
  column: number;
}

/** What should have stood there. */
export type Missing = 'value' | 'key' | 'colon' | 'comma' | 'quote' | 'end' | 'depth';

export type ReadJson = { value: unknown; placeOf(path: string): Place } | { missing: Missing; at: Place };

/** Deeper than any plan may be, and far from the end of the stack. */
const DEEPEST = 200;

class Stop {
  constructor(
    readonly missing: Missing,
    readonly offset: number,
  ) {}
}

/** `placeOf` takes a path such as `$.rules[3].effect`; for one that is not there it names the nearest thing above it. */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text);
  try {
    reader.whole();
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    return { missing: cause.missing, at: placeAt(text, cause.offset) };
  }
  return {
    value: JSON.parse(text) as unknown,
    placeOf(path) {
      let known = path;
      while (known !== '$' && !reader.offsets.has(known)) known = above(known);
      return placeAt(text, reader.offsets.get(known) ?? 0);
    },
  };
}

/** `$.a["b.c"][1]` → `$.a["b.c"]` → `$.a` → `$`. */
const above = (path: string): string =>
  path.replace(/(\.[A-Za-z_$][\w$]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])$|.$/s, '') || '$';

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { offset, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string holds none
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Reader {
  /** Of a member its key, of an element its value. */
  readonly offsets = new Map<string, number>([['$', 0]]);
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): void {
    this.#value('$', 0);
    if (this.#peek() !== undefined) throw new Stop('end', this.#at);
  }

  /** The next character that is no space, or undefined at the end. */
  #peek(): string | undefined {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '.')) this.#at++;
    return this.#text[this.#at];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #value(path: string, depth: number): void {
    const next = this.#peek();
    if (depth > DEEPEST) throw new Stop('depth', this.#at);
    if (next === '{') this.#object(path, depth);
    else if (next === '[') this.#array(path, depth);
    else if (next === '"') this.#string();
    else if (this.#match(SCALAR) === undefined) throw new Stop('value', this.#at);
  }

  #string(): string {
    const found = this.#match(STRING);
    if (found === undefined) throw new Stop('quote', this.#at);
    return JSON.parse(found) as string;
  }

  #object(path: string, depth: number): void {
    this.#at++;
    if (this.#take('}')) return;
    do {
      if (this.#peek() !== '"') throw new Stop('key', this.#at);
      const offset = this.#at;
      const key = this.#string();
      const own = `${path}${/^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`}`;
      this.offsets.set(own, offset);
      if (!this.#take(':')) throw new Stop('colon', this.#at);
      this.#value(own, depth + 1);
    } while (this.#take(','));
    if (!this.#take('}')) throw new Stop('comma', this.#at);
  }

  #array(path: string, depth: number): void {
    this.#at++;
    if (this.#take(']')) return;
    let index = 0;
    do {
      const own = `${path}[${index++}]`;
      this.#peek();
      this.offsets.set(own, this.#at);
      this.#value(own, depth + 1);
    } while (this.#take(','));
    if (!this.#take(']')) throw new Stop('comma', this.#at);
  }
}

/** Reads the part of JavaScript's regular expressions that needs no backtracking [C5]: text → tree. */

/** Code units from–to, both included. */
export type Span = readonly [from: number, to: number];

export interface CharacterSet {
  spans: readonly Span[];
  negated: boolean;
}

export type Assertion = 'start' | 'end' | 'boundary' | 'inside';

export type PatternNode =
  | { kind: 'set'; set: CharacterSet }
  | { kind: 'assert'; what: Assertion }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'either'; options: PatternNode[] }
  | { kind: 'repeat'; body: PatternNode; least: number; most: number };

/** Says what is wrong with a pattern, in words for whoever wrote it. */
export class PatternProblem extends Error {}

const DIGIT: readonly Span[] = [[48, 57]];
const WORD: readonly Span[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
/** ECMA-262: WhiteSpace and LineTerminator. */
const SPACE: readonly Span[] = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: readonly Span[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const CLASSES: Readonly<Record<string, readonly Span[]>> = { d: DIGIT, w: WORD, s: SPACE };
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** @throws PatternProblem */
export function readPattern(text: string): PatternNode {
  const reader = new PatternReader(text);
  const node = reader.either();
  if (!reader.done) throw new PatternProblem(`unmatched ) at ${reader.at}`);
  return node;
}

class PatternReader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.at >= this.#text.length;
  }

  either(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 ? options[0]! : { kind: 'either', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.done && this.#peek() !== '|' && this.#peek() !== ')') parts.push(this.#repeated());
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  #repeated(): PatternNode {
    const start = this.at;
    const body = this.#atom();
    const times = this.#times();
    if (!times) return body;
    if (body.kind === 'assert') throw new PatternProblem(`nothing to repeat at ${start}`);
    this.#take('?'); // a lazy repeat finds the same texts
    const [least, most] = times;
    if (least > most) throw new PatternProblem(`a repeat of at least ${least} and at most ${most} at ${start}`);
    return { kind: 'repeat', body, least, most };
  }

  #times(): [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const counted = this.#match(/\{(\d+)(,(\d*))?\}/y);
    if (!counted) return undefined;
    const least = Number(counted[1]);
    if (counted[2] === undefined) return [least, least];
    return [least, counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY];
  }

  #atom(): PatternNode {
    const start = this.at;
    const unit = this.#next();
    switch (unit) {
      case '^':
        return { kind: 'assert', what: 'start' };
      case '$':
        return { kind: 'assert', what: 'end' };
      case '.':
        return { kind: 'set', set: { spans: LINE_ENDS, negated: true } };
      case '[':
        return { kind: 'set', set: this.#class() };
      case '(':
        return this.#group();
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new PatternProblem(`nothing to repeat at ${start}`);
      case '{':
        this.at = start;
        if (this.#match(/\{\d+(,\d*)?\}/y)) throw new PatternProblem(`nothing to repeat at ${start}`);
        this.at = start + 1;
    }
    return literal(unit.charCodeAt(0));
  }

  #group(): PatternNode {
    if (this.#take('?') && !this.#take(':') && !this.#match(/<[A-Za-z_$][\w$]*>/y)) {
      throw new PatternProblem(`look-around and flags, which this does not have, at ${this.at - 1}`);
    }
    const inner = this.either();
    if (!this.#take(')')) throw new PatternProblem('unmatched (');
    // A sequence, so that a group around an assertion may be repeated, as in JavaScript.
    return { kind: 'sequence', parts: [inner] };
  }

  #escape(): PatternNode {
    if (this.done) throw new PatternProblem('\\ at the end');
    if (this.#take('b')) return { kind: 'assert', what: 'boundary' };
    if (this.#take('B')) return { kind: 'assert', what: 'inside' };
    const found = this.#escaped();
    return typeof found === 'number' ? literal(found) : { kind: 'set', set: found };
  }

  /** After a backslash: a class such as \d, or the code unit that is meant. */
  #escaped(): CharacterSet | number {
    const unit = this.#next();
    const spans = CLASSES[unit.toLowerCase()];
    if (spans) return { spans, negated: unit !== unit.toLowerCase() };
    const control = CONTROLS[unit];
    if (control !== undefined) return control;
    if (unit === '0' && !/\d/.test(this.#peek())) return 0;
    if (/[0-9kpP]/.test(unit)) {
      throw new PatternProblem(`\\${unit}, a reference or property, which this does not have, at ${this.at - 2}`);
    }
    const code = { x: /[\da-f]{2}/iy, u: /[\da-f]{4}/iy }[unit];
    const digits = code && this.#match(code);
    if (digits) return Number.parseInt(digits[0], 16);
    const letter = unit === 'c' && this.#match(/[a-z]/iy);
    if (letter) return letter[0].charCodeAt(0) % 32;
    return unit.charCodeAt(0);
  }

  #class(): CharacterSet {
    const negated = this.#take('^');
    const spans: Span[] = [];
    while (!this.#take(']')) {
      const from = this.#member();
      if (this.#peek() !== '-' || this.#peek(1) === ']' || this.#peek(1) === '') {
        spans.push(...spansOf(from));
        continue;
      }
      this.at++;
      const to = this.#member();
      if (typeof from === 'number' && typeof to === 'number') {
        if (from > to) throw new PatternProblem(`a range out of order, ending at ${this.at}`);
        spans.push([from, to]);
      } else {
        spans.push(...spansOf(from), [45, 45], ...spansOf(to));
      }
    }
    return { spans, negated };
  }

  #member(): CharacterSet | number {
    const unit = this.#next('unmatched [');
    if (unit !== '\\') return unit.charCodeAt(0);
    if (this.done) throw new PatternProblem('unmatched [');
    return this.#take('b') ? 8 : this.#escaped();
  }

  #peek(ahead = 0): string {
    return this.#text.charAt(this.at + ahead);
  }

  #next(otherwise = 'the pattern ends too soon'): string {
    if (this.done) throw new PatternProblem(otherwise);
    return this.#text.charAt(this.at++);
  }

  #take(unit: string): boolean {
    if (this.#peek() !== unit) return false;
    this.at++;
    return true;
  }

  /** @param sticky Anchored, short, without nested repeats: our own patterns read linearly. */
  #match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.#text);
    if (found) this.at += found[0].length;
    return found;
  }
}

const literal = (unit: number): PatternNode => ({ kind: 'set', set: { spans: [[unit, unit]], negated: false } });

function spansOf(member: CharacterSet | number): readonly Span[] {
  if (typeof member === 'number') return [[member, member]];
  return member.negated ? outside(member.spans) : member.spans;
}

/** What sorted spans leave out. */
function outside(spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = 0;
  for (const [low, high] of spans) {
    if (low > from) left.push([from, low - 1]);
    from = high + 1;
  }
  left.push([from, 0xffff]);
  return left;
}

export const isWord = (unit: number): boolean => WORD.some(([from, to]) => unit >= from && unit <= to);

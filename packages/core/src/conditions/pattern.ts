/**
 * Patterns in linear time [C5]: the states of an automaton, all moved on at once for each character.
 * Source: K. Thompson, "Regular Expression Search Algorithm", CACM 11 (1968); the program's shape is that of R. Cox,
 * "Regular Expression Matching: the Virtual Machine Approach" (2009), without captures.
 */
import { LIMITS } from '@edgewise/protocol/limits';
import {
  type Assertion,
  type CharacterSet,
  isWord,
  type PatternNode,
  PatternProblem,
  readPattern,
} from './pattern-syntax.ts';

export interface Pattern {
  /** Whether it occurs anywhere in the text. Texts over the limit match nothing. */
  matches(text: string): boolean;
}

type Step =
  | { op: 'set'; set: CharacterSet }
  | { op: 'assert'; what: Assertion }
  /** Goes on at both. */
  | { op: 'fork'; a: number; b: number }
  | { op: 'found' };

/** Never throws: a pattern that cannot be had is a problem in words. */
export function compilePattern(text: string, ignoreCase: boolean): Pattern | { problem: string } {
  if (text.length > LIMITS.patternLength) {
    return { problem: `is ${text.length} characters long; at most ${LIMITS.patternLength} are read` };
  }
  try {
    const program = new Program();
    program.add(readPattern(text));
    program.emit({ op: 'found' });
    return new Automaton(program.steps, ignoreCase);
  } catch (error) {
    if (error instanceof PatternProblem) return { problem: error.message };
    throw error;
  }
}

class Program {
  readonly steps: Step[] = [];
  /** Nodes visited: what is repeated may be empty, and cost time without making a step. */
  #visits = 0;

  emit(step: Step): number {
    if (this.steps.length >= LIMITS.patternStates) {
      throw new PatternProblem(`needs more than ${LIMITS.patternStates} states: repeat less`);
    }
    return this.steps.push(step) - 1;
  }

  add(node: PatternNode): void {
    if (++this.#visits > 8 * LIMITS.patternStates) {
      throw new PatternProblem(`needs more than ${LIMITS.patternStates} states: repeat less`);
    }
    switch (node.kind) {
      case 'set':
        this.emit({ op: 'set', set: node.set });
        return;
      case 'assert':
        this.emit({ op: 'assert', what: node.what });
        return;
      case 'sequence':
        for (const part of node.parts) this.add(part);
        return;
      case 'either':
        this.#either(node.options, 0);
        return;
      case 'repeat':
        for (let i = 0; i < node.least; i++) this.add(node.body);
        if (node.most === Number.POSITIVE_INFINITY) this.#loop(node.body);
        else this.#upTo(node.body, node.most - node.least);
    }
  }

  #either(options: readonly PatternNode[], from: number): void {
    const fork = this.#fork();
    this.add(options[from]!);
    const jump = this.#fork();
    fork.b = this.steps.length;
    if (from + 2 < options.length) this.#either(options, from + 1);
    else this.add(options[from + 1]!);
    jump.a = jump.b = this.steps.length;
  }

  #loop(body: PatternNode): void {
    const start = this.steps.length;
    const fork = this.#fork();
    this.add(body);
    this.emit({ op: 'fork', a: start, b: start });
    fork.b = this.steps.length;
  }

  #upTo(body: PatternNode, times: number): void {
    const forks = [];
    for (let i = 0; i < times; i++) {
      forks.push(this.#fork());
      this.add(body);
    }
    for (const fork of forks) fork.b = this.steps.length;
  }

  /** A fork to the step after it, and to one that is known later. */
  #fork(): { op: 'fork'; a: number; b: number } {
    const at = this.steps.length;
    const fork = { op: 'fork' as const, a: at + 1, b: at + 1 };
    this.emit(fork);
    return fork;
  }
}

class Automaton implements Pattern {
  readonly #steps: readonly Step[];
  readonly #ignoreCase: boolean;
  /** The round in which a state was last entered, so that each is looked at once per character. */
  readonly #entered: Int32Array;
  #round = 0;

  constructor(steps: readonly Step[], ignoreCase: boolean) {
    this.#steps = steps;
    this.#ignoreCase = ignoreCase;
    this.#entered = new Int32Array(steps.length);
  }

  matches(text: string): boolean {
    if (text.length > LIMITS.patternInput) return false;
    this.#entered.fill(0);
    this.#round = 0;
    let states: number[] = [];
    for (let at = 0; ; at++) {
      // `states` holds what the last character led to; a match may also begin here.
      const waiting: number[] = [];
      this.#round++;
      states.push(0);
      for (const state of states) if (this.#enter(state, text, at, waiting)) return true;
      if (at >= text.length) return false;
      const unit = text.charCodeAt(at);
      states = [];
      for (const state of waiting) {
        const step = this.#steps[state]!;
        if (step.op === 'set' && holds(step.set, unit, this.#ignoreCase)) states.push(state + 1);
      }
    }
  }

  /** Follows what needs no character. True: the end is reached. */
  #enter(from: number, text: string, at: number, waiting: number[]): boolean {
    const open = [from];
    while (open.length > 0) {
      const state = open.pop()!;
      if (this.#entered[state] === this.#round) continue;
      this.#entered[state] = this.#round;
      const step = this.#steps[state]!;
      if (step.op === 'found') return true;
      if (step.op === 'set') waiting.push(state);
      else if (step.op === 'fork') open.push(step.b, step.a);
      else if (isTrue(step.what, text, at)) open.push(state + 1);
    }
    return false;
  }
}

function isTrue(what: Assertion, text: string, at: number): boolean {
  if (what === 'start') return at === 0;
  if (what === 'end') return at === text.length;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  return (what === 'boundary') === (before !== after);
}

function holds({ spans, negated }: CharacterSet, unit: number, ignoreCase: boolean): boolean {
  if (within(spans, unit)) return !negated;
  if (!ignoreCase) return negated;
  const upper = upperOf(unit);
  return (within(spans, upper) || within(spans, lowerOf(upper))) !== negated;
}

function within(spans: CharacterSet['spans'], unit: number): boolean {
  for (const [from, to] of spans) if (unit >= from && unit <= to) return true;
  return false;
}

/** ECMA-262 Canonicalize: the upper case where it is one unit, and never from outside ASCII into it. */
function upperOf(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  const to = upper.charCodeAt(0);
  return upper.length !== 1 || (unit >= 128 && to < 128) ? unit : to;
}

function lowerOf(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

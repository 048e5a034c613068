/** What one rendering of a template has used, in steps and characters, and where it ends [L33]. */
import { PrintedValues, TemplateFault } from '@edgewise/core/widgets/allowed-html';
import { LIMITS } from '@edgewise/protocol/limits';
import type { LiquidContext, LiquidEmitter } from 'liquidjs/dist/liquid.browser.mjs';

/** Longer than this a string or a list does not become. */
const MOST_TEXT = 8 * 1024;
const MOST_ENTRIES = 1_000;

/** What one rendering may use, and what it printed. */
export class Spending {
  readonly values = new PrintedValues(MOST_TEXT);
  #steps = 0;
  #units = 0;
  #output = 0;

  step(): void {
    if (++this.#steps > LIMITS.templateSteps) {
      throw new TemplateFault(`takes more than ${LIMITS.templateSteps} steps: is there a loop without an end?`, 0);
    }
  }

  /** @param units characters and entries that were read or made */
  use(units: number): void {
    if (units > 0) this.#units += units;
    if (!(this.#units <= LIMITS.templateMemory)) {
      throw new TemplateFault(`works on more than ${LIMITS.templateMemory} characters and entries`, 0);
    }
  }

  /** @returns the mark of what is printed */
  print(text: string): string {
    const mark = this.values.print(bounded(text));
    this.write(this.values.of(mark).length);
    return mark;
  }

  write(length: number): void {
    this.#output += length;
    if (this.#output > LIMITS.templateOutput) {
      throw new TemplateFault(`writes more than ${LIMITS.templateOutput} characters`, 0);
    }
  }
}

export const spendings = new WeakMap<LiquidContext, Spending>();

export function spendingOf(context: LiquidContext): Spending {
  const spending = spendings.get(context);
  if (!spending) throw new TypeError('liquid: rendered outside of renderLiquid');
  return spending;
}

export function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return 1;
}

export function bounded<T>(value: T): T {
  if (typeof value === 'string' && value.length > MOST_TEXT) {
    throw new TemplateFault(`makes a text of more than ${MOST_TEXT} characters`, 0);
  }
  if (Array.isArray(value) && value.length > MOST_ENTRIES) {
    throw new TemplateFault(`makes a list of more than ${MOST_ENTRIES} entries`, 0);
  }
  return value;
}

/** What a value is where it is printed. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join('');
  return '';
}

/** Where output goes: all of it counts, also what `capture` keeps. */
export class CountedEmitter implements LiquidEmitter {
  buffer = '';
  readonly #spending: Spending;
  constructor(spending: Spending) {
    this.#spending = spending;
  }
  write(piece: unknown): void {
    const text = textOf(piece);
    this.#spending.write(text.length);
    this.buffer += text;
  }
}

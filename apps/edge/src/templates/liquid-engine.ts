/**
 * Liquid as a shop's template may use it: liquidjs with an allow-list of tags and filters, every limit counted and none by
 * the clock, which stands still while a worker computes. What is printed leaves as a mark (core/widgets/allowed-html.ts),
 * so no filter decides about escaping: `raw` does not exist, `escape` does nothing.
 */
import { PrintedValues, TemplateFault } from '@edgewise/core/widgets/allowed-html';
import { LIMITS } from '@edgewise/protocol/limits';
import {
  Context,
  defaultOperators,
  Liquid,
  type LiquidContext,
  type LiquidEmitter,
  type LiquidFilter,
  type LiquidNode,
  toValueSync,
} from 'liquidjs/dist/liquid.browser.mjs';

/** No file, no include, no `liquid` block: one file is one template, and its parts are bounded one by one. */
const TAGS = new Set(
  'assign break capture case comment continue cycle echo for if raw unless # else elsif when endif endfor'.split(' '),
);

/** Linear in what they get and print, and counted besides. Nothing with a pattern, a date format or an expression in it. */
const FILTERS = new Set(
  `abs append at_least at_most capitalize ceil compact concat default divided_by downcase first floor join last lstrip map
  minus modulo plus prepend remove replace reverse round rstrip size slice sort split strip times truncate
  uniq upcase where`.split(/\s+/),
);

/** They read a property of every entry. */
const BY_PROPERTY = new Set(['map', 'sort', 'where']);
const MOST_PROPERTY = 64;

/** Longer than this a string or a list does not become. */
const MOST_TEXT = 8 * 1024;
const MOST_ENTRIES = 1_000;

/** What one rendering may use, and what it printed. */
class Spending {
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
    this.write(this.values.lengthOf(mark));
    return mark;
  }

  write(length: number): void {
    this.#output += length;
    if (this.#output > LIMITS.templateOutput) {
      throw new TemplateFault(`writes more than ${LIMITS.templateOutput} characters`, 0);
    }
  }
}

const spendings = new WeakMap<LiquidContext, Spending>();

function spendingOf(context: LiquidContext): Spending {
  const spending = spendings.get(context);
  if (!spending) throw new TypeError('liquid: rendered outside of renderLiquid');
  return spending;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return 1;
}

function bounded<T>(value: T): T {
  if (typeof value === 'string' && value.length > MOST_TEXT) {
    throw new TemplateFault(`makes a text of more than ${MOST_TEXT} characters`, 0);
  }
  if (Array.isArray(value) && value.length > MOST_ENTRIES) {
    throw new TemplateFault(`makes a list of more than ${MOST_ENTRIES} entries`, 0);
  }
  return value;
}

/** What a value is where it is printed. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join('');
  return '';
}

/** Where output goes: all of it counts, also what `capture` keeps. */
class CountedEmitter implements LiquidEmitter {
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

function makeEngine(): Liquid {
  const operators = Object.fromEntries(
    Object.entries(defaultOperators).map(([name, operator]) => [
      name,
      (...args: unknown[]) => {
        const spending = spendingOf(args.at(-1) as LiquidContext);
        spending.step();
        for (const arg of args.slice(0, -1)) spending.use(sizeOf(arg) >> 4);
        return operator(...args);
      },
    ]),
  );
  const engine = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: LIMITS.templateLength,
    operators,
    outputEscape(value) {
      return spendingOf(this.context).print(textOf(value));
    },
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
  for (const [name, filter] of Object.entries(engine.filters)) {
    delete engine.filters[name];
    if (FILTERS.has(name)) engine.registerFilter(name, counted(name, filter));
  }
  for (const name of ['escape', 'escape_once', 'h']) engine.registerFilter(name, (value: unknown) => value);
  const { renderer } = engine;
  const render = renderer.renderTemplates;
  renderer.renderTemplates = function (templates, context, emitter) {
    return render.call(this, templates, context, emitter ?? new CountedEmitter(spendingOf(context)));
  };
  return engine;
}

/** A filter that reads and makes no more than it may. */
function counted(name: string, filter: LiquidFilter | { handler: LiquidFilter }): LiquidFilter {
  const handler = typeof filter === 'function' ? filter : filter.handler;
  return function* (...args) {
    const spending = spendingOf(this.context);
    spending.step();
    for (const arg of args) spending.use(sizeOf(bounded(arg)));
    if (name === 'replace' || name === 'remove') {
      // Each character may be one place, and each place gets the whole replacement.
      const [text, , by] = args.map(textOf);
      spending.use((text?.length ?? 0) * (1 + (by?.length ?? 0)));
    }
    if (BY_PROPERTY.has(name) && textOf(args[1]).length > MOST_PROPERTY) {
      throw new TemplateFault(`${name}: a property's name of more than ${MOST_PROPERTY} characters`, 0);
    }
    const made: unknown = yield handler.apply(this, args);
    spending.use(sizeOf(made));
    return bounded(made);
  };
}

let engine: Liquid | undefined;

/** A template that was read, to be rendered any number of times. */
export type LiquidTemplate = LiquidNode[];

/**
 * @throws TemplateFault, or what liquidjs throws, with its place in the source
 */
export function parseLiquid(source: string): LiquidTemplate {
  engine ??= makeEngine();
  if (source.length > LIMITS.templateLength) {
    throw new TemplateFault(`is longer than ${LIMITS.templateLength} characters`, LIMITS.templateLength);
  }
  const long = longExpression(source);
  if (long !== undefined) {
    throw new TemplateFault(`a {{…}} or {%…%} of more than ${LIMITS.templateExpression} characters`, long);
  }
  return engine.parse(source);
}

/** Where an expression begins that is too long: one step must be a small one. */
function longExpression(source: string): number | undefined {
  for (let at = source.search(/\{[{%]/); at >= 0 && at < source.length; ) {
    const ends = [source.indexOf('%}', at), source.indexOf('}}', at)].filter((end) => end >= 0);
    const end = ends.length > 0 ? Math.min(...ends) : source.length;
    // In a comment or a `raw` block nothing is an expression, and a long one there is refused as well.
    if (end - at > LIMITS.templateExpression) return at;
    const next = source.slice(end).search(/\{[{%]/);
    if (next < 0) return undefined;
    at = end + next;
  }
  return undefined;
}

/** @throws TemplateFault where a limit is reached */
export function renderLiquid(template: LiquidTemplate, scope: object): { text: string; values: PrintedValues } {
  engine ??= makeEngine();
  const spending = new Spending();
  const limits = {
    memoryLimit: { use: (count: number) => spending.use(Number(count) || 0), check() {} },
    renderLimit: { use() {}, check: () => spending.step() },
    liquid: engine,
  };
  const context = new Context(scope, engine.options, { sync: true }, limits);
  spendings.set(context, spending);
  const emitter = new CountedEmitter(spending);
  toValueSync(engine.renderer.renderTemplates(template, context, emitter));
  return { text: emitter.buffer, values: spending.values };
}

/**
 * Liquid as a shop's template may use it: liquidjs with an allow-list of tags and filters, every limit counted and none by
 * the clock, which stands still while a worker computes. What is printed leaves as a mark (core/widgets/allowed-html.ts),
 * so no filter decides about escaping: `raw` does not exist, `escape` does nothing.
 */
import { type PrintedValues, TemplateFault } from '@edgewise/core/widgets/allowed-html';
import { LIMITS } from '@edgewise/protocol/limits';
import {
  Context,
  defaultOperators,
  Liquid,
  type LiquidContext,
  type LiquidFilter,
  type LiquidNode,
  toValueSync,
} from 'liquidjs/dist/liquid.browser.mjs';
import { renderNodes } from './liquid-renderer.ts';
import { bounded, CountedEmitter, Spending, sizeOf, spendingOf, spendings, textOf } from './liquid-spending.ts';

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
  engine.renderer.renderTemplates = renderNodes;
  return engine;
}

/** A filter that reads and makes no more than it may. */
function counted(name: string, filter: LiquidFilter | { handler: LiquidFilter }): LiquidFilter {
  const handler = typeof filter === 'function' ? filter : filter.handler;
  return function (...args) {
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
    const made = toValueSync(handler.apply(this, args));
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
  renderNodes(template, context, emitter);
  return { text: emitter.buffer, values: spending.values };
}

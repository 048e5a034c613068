/**
 * Renders a template's nodes in place of liquidjs's own loop: what most nodes are, text and `{{ item.title }}`, without the
 * generators that liquidjs makes for each, so that one may wait for a promise. None of ours ever waits. Tags, filters and all that
 * is more than a name stay with the library, and what comes out is the same.
 */
import {
  type LiquidContext,
  type LiquidEmitter,
  LiquidError,
  type LiquidNode,
  type LiquidOutput,
  Output,
  RenderError,
  toValue,
  toValueSync,
} from 'liquidjs/dist/liquid.browser.mjs';
import { CountedEmitter, type Spending, spendingOf, textOf } from './liquid-spending.ts';

/** Each list of nodes is a step, and each node. */
export function renderNodes(nodes: readonly LiquidNode[], context: LiquidContext, emitter?: LiquidEmitter): string {
  const spending = spendingOf(context);
  const out = emitter ?? new CountedEmitter(spending);
  spending.step();
  for (const node of nodes) {
    spending.step();
    try {
      if (typeof node.str === 'string') out.write(node.str);
      else if (node instanceof Output) out.write(printed(node, context, spending));
      else {
        const made = toValueSync(node.render(context, out));
        if (made) out.write(made);
      }
    } catch (cause) {
      throw LiquidError.is(cause) ? cause : new RenderError(cause, node);
    }
    if (context.breakCalled || context.continueCalled) break;
  }
  return out.buffer;
}

/** The last filter of each output is the engine's `outputEscape`; here its work is done at once. */
function printed({ value: { initial, filters } }: LiquidOutput, context: LiquidContext, spending: Spending): string {
  const names = namesIn(initial);
  let value = names ? lookUp(names, context) : toValueSync(initial.evaluate(context, false));
  for (let i = 0; i < filters.length - 1; i++) value = toValueSync(filters[i]!.render(value, context));
  return spending.print(textOf(toValue(value)));
}

type Expression = LiquidOutput['value']['initial'];

/** By expression: read once. */
const known = new WeakMap<Expression, readonly (string | number)[] | null>();

/** `item.title` and its kin: names alone. Null for anything else. */
function namesIn(expression: Expression): readonly (string | number)[] | null {
  let names = known.get(expression);
  if (names === undefined) {
    const [token, more] = expression.postfix;
    const props = more === undefined && token?.variable === undefined ? token?.props : undefined;
    const contents = props?.map((prop) => prop.content);
    names =
      contents?.every((one): one is string | number => typeof one === 'string' || typeof one === 'number') === true
        ? contents
        : null;
    known.set(expression, names);
  }
  return names;
}

function lookUp(names: readonly (string | number)[], context: LiquidContext): unknown {
  let value: unknown = context.findScope(names[0]!);
  for (const name of names) value = context.readProperty(value, name);
  return value;
}

/**
 * What we use of liquidjs's build for browsers, the one without a file system. Its own types bring those of Node, which
 * change what `Response` and its kin are for the whole worker.
 */
declare module 'liquidjs/dist/liquid.browser.mjs' {
  export interface LiquidContext {
    readonly opts: unknown;
    readonly breakCalled: boolean;
    readonly continueCalled: boolean;
    findScope(name: string | number): object;
    readProperty(of: unknown, name: string | number): unknown;
  }
  /** A node of a parsed template. `str`: it is text. */
  export interface LiquidNode {
    readonly token: unknown;
    readonly str?: string;
    render(context: LiquidContext, emitter: LiquidEmitter): unknown;
  }
  interface Operand {
    readonly content?: unknown;
    /** Of `a.b` what the names are looked up in, where it is not the scope; and the names. */
    readonly variable?: unknown;
    readonly props?: readonly { readonly content?: unknown }[];
  }
  /** `{{ … }}` */
  export interface LiquidOutput extends LiquidNode {
    readonly value: {
      readonly initial: {
        readonly postfix: readonly Operand[];
        evaluate(context: LiquidContext, lenient: boolean): unknown;
      };
      readonly filters: readonly { render(value: unknown, context: LiquidContext): unknown }[];
    };
  }
  export const Output: new (...args: never[]) => LiquidOutput;
  export const LiquidError: { is(cause: unknown): boolean };
  export const RenderError: new (cause: unknown, node: LiquidNode) => Error;
  export function toValue(value: unknown): unknown;
  export interface LiquidEmitter {
    buffer: string;
    write(piece: unknown): void;
  }
  export interface LiquidFilterThis {
    context: LiquidContext;
  }
  export type LiquidFilter = (this: LiquidFilterThis, ...args: unknown[]) => unknown;
  export type LiquidOperator = (...args: unknown[]) => unknown;
  export interface LiquidOptions {
    strictFilters: boolean;
    ownPropertyOnly: boolean;
    parseLimit: number;
    operators: Record<string, LiquidOperator>;
    outputEscape: (this: LiquidFilterThis, value: unknown) => string;
  }
  export interface LiquidRenderer {
    renderTemplates(nodes: readonly LiquidNode[], context: LiquidContext, emitter?: LiquidEmitter): unknown;
  }
  export class Liquid {
    constructor(options: LiquidOptions);
    readonly options: LiquidOptions;
    readonly tags: Record<string, unknown>;
    readonly filters: Record<string, LiquidFilter | { handler: LiquidFilter }>;
    readonly renderer: LiquidRenderer;
    registerFilter(name: string, filter: LiquidFilter): void;
    parse(source: string): LiquidNode[];
  }
  interface Limiter {
    use(count: number): void;
    check(count: number): void;
  }
  export const Context: new (
    scope: object,
    options: LiquidOptions,
    renderOptions: { sync: boolean },
    limits: { memoryLimit: Limiter; renderLimit: Limiter; liquid: Liquid },
  ) => LiquidContext;
  export const defaultOperators: Record<string, LiquidOperator>;
  export function toValueSync(value: unknown): unknown;
}

/**
 * What we use of liquidjs's build for browsers, the one without a file system. Its own types bring those of Node, which
 * change what `Response` and its kin are for the whole worker.
 */
declare module 'liquidjs/dist/liquid.browser.mjs' {
  export interface LiquidContext {
    readonly opts: unknown;
  }
  /** A node of a parsed template. */
  export interface LiquidNode {
    readonly token: unknown;
  }
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
    renderTemplates(nodes: LiquidNode[], context: LiquidContext, emitter?: LiquidEmitter): Generator<unknown>;
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

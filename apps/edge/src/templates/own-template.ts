/** A shop's own template from its Liquid to a shelf's HTML, and what is wrong with it, in words and with its place. */
import type { TemplateCheck } from '@edgewise/core/plan/validate';
import { allowedHtml, type KnownTags, TemplateFault } from '@edgewise/core/widgets/allowed-html';
import { type OwnShelfBody, type ShelfInput, shelfView } from '@edgewise/core/widgets/own-shelf';
import { SAMPLE_SHELVES } from '@edgewise/core/widgets/sample-shelves';
import { type LiquidTemplate, parseLiquid, renderLiquid } from './liquid-engine.ts';

/** After so many failures of one version the built-in template comes at once: a loop without an end costs time. */
const MOST_FAILURES = 3;

/** Compiled at its first use, once a plan version and isolate. */
export class OwnTemplate {
  readonly id: string;
  readonly #liquid: string;
  #compiled: LiquidTemplate | undefined;
  readonly #tags: KnownTags = new Map();
  #failures = 0;

  constructor(id: string, liquid: string) {
    this.id = id;
    this.#liquid = liquid;
  }

  /** @returns the shelf's content, or what went wrong. Nothing is thrown. */
  render(input: ShelfInput): OwnShelfBody | { fault: string; first: boolean } {
    if (this.#failures >= MOST_FAILURES) return { fault: 'failed before', first: false };
    try {
      this.#compiled ??= parseLiquid(this.#liquid);
      const { text, values } = renderLiquid(this.#compiled, shelfView(input));
      return allowedHtml(text, values, this.#tags);
    } catch (cause) {
      return { fault: wordsOf(cause).message, first: ++this.#failures === 1 };
    }
  }
}

/** Reads the template and renders it for shelves of every kind. */
export function checkTemplate(liquid: string): TemplateCheck {
  let items = 0;
  try {
    const template = parseLiquid(liquid);
    for (const shelf of SAMPLE_SHELVES) {
      const { text, values } = renderLiquid(template, shelfView(shelf));
      items = Math.max(items, allowedHtml(text, values).items.length);
    }
  } catch (cause) {
    return { mistakes: [wordsOf(cause)], warnings: [] };
  }
  const unmarked = {
    message: 'no link says which product it is',
    fix: 'write <a data-item="{{ item.id }}" href="{{ item.url }}">, or clicks and impressions are not counted',
  };
  return { mistakes: [], warnings: items === 0 ? [unmarked] : [] };
}

interface LiquidFault {
  name: string;
  message: string;
  originalError?: unknown;
  token?: { getPosition?: () => [line: number, column: number] };
}

function wordsOf(cause: unknown): { message: string; fix: string } {
  const fault = cause as LiquidFault;
  const inner = fault.originalError instanceof TemplateFault ? fault.originalError : undefined;
  const position = fault.token?.getPosition?.();
  const at = position ? ` (line ${position[0]}, column ${position[1]})` : '';
  const message = (inner?.message ?? fault.message ?? String(cause)).replace(/, (file|line):.*$/s, '').slice(0, 200);
  if (cause instanceof TemplateFault || inner) {
    return { message: `${message}${at}`, fix: 'see docs/templates.md for the tags, attributes and limits there are' };
  }
  return { message: `${message}${at}`, fix: 'mend the Liquid there; docs/templates.md names its tags and filters' };
}

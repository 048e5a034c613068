/**
 * How tall a shelf is, in numbers that the style sheet and the reserved space share. Everything but the picture has a
 * fixed height in `em` of `<edgewise-recs>`, and the picture is square, so a shelf's height is known from its width
 * alone, before any product is: that is what keeps layout shift at 0.
 */
import type { Placement, TemplateName } from '../plan/plan.ts';

/** em of the element's font size, except where it says otherwise. */
export const METRICS = {
  heading: 2.5,
  /** Between picture and text. */
  gap: 0.6,
  /** Two lines of title, one of price, two of reason; a shorter title leaves the rest below, not between. */
  text: 6.6,
  /** Room for a focus ring above the cards, and for a scrollbar below. */
  ring: 0.3,
  bar: 0.9,
  columnGap: 1,
  rowGap: 1.25,
  /** A CSS length: about two cards and a half on a phone, so that a cut card says "there is more". */
  cardWidth: 'clamp(9em, 40vw, 13em)',
} as const;

const textHeight = METRICS.gap + METRICS.text;

/** The carousel's list without the card's width. */
export const carouselExtra = round(METRICS.ring + textHeight + METRICS.bar);

/** Columns of a grid from each viewport width up, px. */
export const GRID_COLUMNS: readonly (readonly [minWidth: number, columns: number])[] = [
  [0, 2],
  [600, 3],
  [840, 4],
];

/**
 * Templates whose rows have a fixed height, whatever is in them: em, the columns from each viewport width up, and what
 * stands below the rows, em.
 */
export const ROWS = {
  list: { row: 6, columns: [1, 2], below: 0 },
  bundle: { row: 6, columns: [1, 1, 3], below: 3.5 },
  banner: { row: 12, columns: [1], below: 4 },
  categories: { row: 9, columns: [2, 3, 4], below: 0 },
  steps: { row: 7, columns: [1, 2], below: 0 },
  articles: { row: 7, columns: [1, 2, 3], below: 0 },
} as const satisfies Partial<Record<TemplateName, { row: number; columns: readonly number[]; below: number }>>;

/** Viewport widths from which a template has its second and third number of columns, px. */
export const ROW_WIDTHS = [0, 600, 840] as const;
export const ROW_GAP = 0.75;

export type ReservedPlacement = Pick<Placement, 'id' | 'template' | 'count'> & Partial<Pick<Placement, 'content'>>;

function round(em: number): number {
  return Math.round(em * 1000) / 1000;
}

const CARD_WIDTH = `var(--edgewise-card-width,${METRICS.cardWidth})`;
const CAROUSEL_HEIGHT = `calc(${CARD_WIDTH} + ${round(METRICS.heading + carouselExtra)}em)`;

/**
 * The rule that keeps a shelf's space free until it is there. It belongs into the page's own style sheet, beside the
 * tag. Every `<edgewise-recs>` reserves one carousel row; a placement that is a grid reserves its rows by id.
 *
 * A grid's row depends on the width of the place it stands in, which only a percentage knows: an invisible `::before`
 * in the same grid cell holds the space through a percentage padding, whatever the column is wide.
 */
export function reserveCss(placements: readonly ReservedPlacement[] = []): string {
  const rules = [`edgewise-recs{display:block;min-block-size:var(--edgewise-height,${CAROUSEL_HEIGHT})}`];
  // What a shop shows instead of an empty shelf: the element lets it be seen when there is nothing else.
  rules.push('edgewise-recs>[slot=empty]{display:none}');
  const grids = placements.filter(({ template }) => template === 'grid');
  for (const { id, count } of grids) {
    const host = `edgewise-recs[placement="${cssString(id)}"]`;
    rules.push(`${host}{display:grid;grid-template-columns:minmax(0,1fr);align-items:start;min-block-size:0}`);
    rules.push(`${host}::before{content:"";grid-area:1/1;box-sizing:border-box;pointer-events:none}`);
    for (const [minWidth, columns] of GRID_COLUMNS) {
      const rows = Math.ceil(count / columns);
      const width = `(100% - ${(columns - 1) * METRICS.columnGap}em)/${columns}`;
      const height = round(METRICS.heading + METRICS.ring + rows * textHeight + (rows - 1) * METRICS.rowGap);
      const rule = `${host}::before{padding-block-start:var(--edgewise-height,calc(${rows}*${width} + ${height}em))}`;
      rules.push(minWidth === 0 ? rule : `@media (min-width:${minWidth}px){${rule}}`);
    }
  }
  for (const placement of placements) rules.push(...reservedRows(placement));
  return `${rules.join('\n')}\n`;
}

/** Cards that the template shows of a placement. A bundle begins with the page's own product. */
function shownBy({ template, count, content }: ReservedPlacement): number {
  if (template === 'banner') return 1;
  if (template === 'bundle') return count + 1;
  return content?.length ?? count;
}

function reservedRows(placement: ReservedPlacement): string[] {
  const { id, template } = placement;
  if (template === 'grid' || template === 'carousel') return [];
  const { row, columns, below } = ROWS[template];
  return columns.map((number, at) => {
    const rows = Math.ceil(shownBy(placement) / number);
    const height = round(METRICS.heading + METRICS.ring + rows * row + (rows - 1) * ROW_GAP + below);
    const rule = `edgewise-recs[placement="${cssString(id)}"]{min-block-size:var(--edgewise-height,${height}em)}`;
    return at === 0 ? rule : `@media (min-width:${ROW_WIDTHS[at]}px){${rule}}`;
  });
}

function cssString(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, (mark) => `\\${mark.codePointAt(0)?.toString(16)} `);
}

import { carouselExtra, GRID_COLUMNS, METRICS } from './shelf-metrics.ts';
import { rowsCss } from './templates/rows-css.ts';

const { heading, gap, text, ring, columnGap, rowGap, cardWidth } = METRICS;

/**
 * One sheet for all shelves. It takes the page's font and colours and mixes its own from `currentColor`, so it is dark
 * where the page is dark. A shop changes it with `::part(shelf heading list card link image text title price now was
 * reason description total count sum saved notes stock ends left)` and with these properties on `edgewise-recs`:
 *
 * - `--edgewise-height`: the space that is reserved, when the shop's own parts are taller or smaller
 * - `--edgewise-card-width`: a carousel card; `--edgewise-columns`: columns of a grid, whose height then has to be stated
 * - `--edgewise-gap`, `--edgewise-radius`, `--edgewise-image-background`, `--edgewise-image-fit`
 * - `--edgewise-focus`: the focus ring's colour; `--edgewise-muted`: was-price and reason
 * - `--edgewise-heading-font`, `--edgewise-heading-weight`
 */
export const shelfCss = `:host{display:block}
:host([hidden]){display:none}
*{box-sizing:border-box}
[part=shelf]{grid-area:1/1;position:relative;min-inline-size:0}
[part=heading]{margin:0;block-size:${heading / 1.375}em;font:inherit;font-family:var(--edgewise-heading-font,inherit);font-weight:var(--edgewise-heading-weight,700);font-size:1.375em;line-height:1.3;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
[part=list]{list-style:none;margin:0;padding:${ring}em 0 0}
.carousel{--w:var(--edgewise-card-width,${cardWidth});display:flex;gap:var(--edgewise-gap,${columnGap}em);block-size:calc(var(--w) + ${carouselExtra}em);overflow:auto hidden;overscroll-behavior-x:contain;scroll-snap-type:x proximity;scroll-padding-inline:${ring}em;padding-inline:${ring}em;margin-inline:-${ring}em;scrollbar-width:thin;scrollbar-color:color-mix(in srgb,currentColor 35%,transparent) transparent}
.carousel>*{flex:none;inline-size:var(--w);scroll-snap-align:start}
.grid{display:grid;gap:${rowGap}em var(--edgewise-gap,${columnGap}em);grid-template-columns:repeat(var(--edgewise-columns,2),minmax(0,1fr))}
${GRID_COLUMNS.slice(1)
  .map(
    ([width, columns]) =>
      `@media (min-width:${width}px){.grid{grid-template-columns:repeat(var(--edgewise-columns,${columns}),minmax(0,1fr))}}`,
  )
  .join('\n')}
[part=card]{position:relative}
[part=link]{display:block;color:inherit;text-decoration:none;border-radius:var(--edgewise-radius,.5em)}
[part=image]{display:block;inline-size:100%;block-size:auto;aspect-ratio:1;object-fit:var(--edgewise-image-fit,contain);border-radius:inherit;background:var(--edgewise-image-background,color-mix(in srgb,currentColor 6%,transparent))}
[part=text]{display:block;block-size:${text}em;margin-block-start:${gap}em;overflow:hidden}
[part=title],[part=reason]{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere}
[part=title]{font-size:.9375em;line-height:1.35}
[part=link]:hover [part=title]{text-decoration:underline;text-underline-offset:.2em}
[part=price]{display:block;line-height:1.6;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap;overflow:hidden}
[part=was]{font-weight:400;margin-inline-start:.35em}
[part=was],[part=reason]{color:var(--edgewise-muted,color-mix(in srgb,currentColor 72%,transparent))}
[part=reason]{font-size:.8125em;line-height:1.4}
[part=link]:focus-visible{outline:.15em solid var(--edgewise-focus,currentColor);outline-offset:.1em}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (pointer:fine) and (min-width:600px){@supports selector(::scroll-button(*)){
.carousel{scrollbar-width:none}
.carousel::scroll-button(*){position:absolute;inset-block-start:0;inline-size:2em;block-size:2em;border:1px solid color-mix(in srgb,currentColor 30%,transparent);border-radius:50%;background:none;color:inherit;font:inherit;line-height:1;cursor:pointer;padding:0}
.carousel::scroll-button(inline-start){content:"‹" / attr(data-back);inset-inline-end:2.5em}
.carousel::scroll-button(inline-end){content:"›" / attr(data-forward);inset-inline-end:0}
.carousel::scroll-button(*):disabled{visibility:hidden}
.carousel::scroll-button(*):focus-visible{outline:.15em solid var(--edgewise-focus,currentColor);outline-offset:.1em}
[part=heading]:has(+.carousel){padding-inline-end:5em}
}}
${rowsCss}@media (pointer:coarse){.carousel{scrollbar-width:none}}
@media (prefers-reduced-motion:no-preference){.carousel{scroll-behavior:smooth}}
@media (forced-colors:active){[part=link]:focus-visible{outline-color:Highlight}}
`;

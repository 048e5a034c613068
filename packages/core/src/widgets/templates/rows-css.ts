/** How the templates look whose rows have a fixed height: list, bundle, banner, tiles, steps, articles. */
import { METRICS, ROW_GAP, ROW_WIDTHS, ROWS } from '../shelf-metrics.ts';

const names = Object.keys(ROWS) as (keyof typeof ROWS)[];
const all = `:is(${names.map((name) => `.${name}`).join()})`;
const line = 'color-mix(in srgb,currentColor 16%,transparent)';
const wash = 'var(--edgewise-image-background,color-mix(in srgb,currentColor 6%,transparent))';
const muted = 'var(--edgewise-muted,color-mix(in srgb,currentColor 72%,transparent))';

const columnsOf = (name: keyof typeof ROWS): string =>
  ROWS[name].columns
    .map((columns, at) => {
      const rule = `.${name}{grid-template-columns:repeat(${columns},minmax(0,1fr))}`;
      return at === 0 ? rule : `@media (min-width:${ROW_WIDTHS[at]}px){${rule}}`;
    })
    .join('');

export const rowsCss = `${all}{display:grid;gap:${ROW_GAP}em var(--edgewise-gap,${METRICS.columnGap}em)}
${names.map((name) => `.${name}{grid-auto-rows:${ROWS[name].row}em}${columnsOf(name)}`).join('\n')}
${all}>*{min-inline-size:0;block-size:100%}
${all} [part=link]{display:flex;gap:.9em;align-items:center;block-size:100%}
${all} [part=text]{block-size:auto;max-block-size:100%;margin:0;flex:1;min-inline-size:0}
:is(.list,.bundle,.banner) [part=image]{flex:none;inline-size:auto;block-size:100%;aspect-ratio:1}
:is(.list,.bundle) [part=reason]{-webkit-line-clamp:1}
.bundle>*+*::before{content:"+" / "";position:absolute;z-index:1;inset-block-start:-${ROW_GAP / 2}em;inset-inline-start:${ROWS.bundle.row / 2}em;translate:-50% -50%;inline-size:1.5em;line-height:1.5;text-align:center;border-radius:50%;background:var(--edgewise-surface,Canvas);color:var(--edgewise-on-surface,CanvasText);border:1px solid ${line};font-weight:600}
.bundle>*+*:dir(rtl)::before{translate:50% -50%}
@media (min-width:${ROW_WIDTHS[2]}px){.bundle>*+*::before{inset-block-start:50%;inset-inline-start:calc(var(--edgewise-gap,${METRICS.columnGap}em)/-2)}.bundle>:nth-child(3n+1)::before{content:none}}
[part=total]{margin:0;block-size:${ROWS.bundle.below}em;padding-block-start:.75em;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .75em;overflow:hidden}
[part=buy]{display:none;font:inherit;font-weight:600;line-height:1.3;padding:.15em .8em;border:1px solid currentColor;border-radius:var(--edgewise-radius,.375em);background:none;color:inherit;cursor:pointer}
:host([buy]) [part=buy]{display:inline-block}
:host([buy]) [part=count]{display:none}
:host([buy]) [part=total]{padding-block-start:.4em}
[part=sum]{font-weight:700;font-size:1.125em;white-space:nowrap}
[part=count],[part=saved],[part=ends]{font-size:.875em}
[part=count],[part=ends]{color:${muted}}
[part=saved],[part=stock]{font-weight:600}
.banner [part=link]{gap:1.25em;background:${wash};padding-inline-end:1.25em}
.banner [part=image]{background:none;max-inline-size:45%}
.banner [part=title]{font-size:1.125em;font-weight:600;-webkit-line-clamp:3}
.banner [part=price]{font-size:1.125em}
[part=notes]{margin:0;block-size:${ROWS.banner.below}em;padding-block-start:.5em;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 1em;overflow:hidden}
[part=left]{font-weight:700;font-variant-numeric:tabular-nums;white-space:nowrap}
.categories [part=link]{flex-direction:column;gap:.4em;align-items:stretch}
.categories [part=image]{flex:1;min-block-size:0;aspect-ratio:auto;object-fit:var(--edgewise-image-fit,contain)}
.categories [part=text]{flex:none;text-align:center}
.categories [part=title]{-webkit-line-clamp:1;font-weight:600}
.categories [part=description]{-webkit-line-clamp:1}
:is(.steps,.articles) [part=title]{font-weight:600}
[part=description]{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;overflow-wrap:anywhere;font-size:.875em;line-height:1.4;color:${muted}}
.articles [part=link]{border:1px solid ${line};padding:.75em 1em;align-items:start}
.articles [part=image]{flex:none;inline-size:3.5em}
.steps{counter-reset:step}
.steps>*{counter-increment:step}
.steps [part=link]{align-items:start;padding-block:.25em}
.steps [part=link]::before{content:counter(step);flex:none;inline-size:2em;line-height:2em;text-align:center;border:1px solid currentColor;border-radius:50%;font-weight:700;font-variant-numeric:tabular-nums}
.steps [part=image]{flex:none;inline-size:4em}
`;

/**
 * `GET /gallery?language=en&theme=light`: every template in every state, as the worker renders it, for whoever works on how
 * shelves look. Samples alone: no shop's data is in it. Not in production.
 */
import { LANGUAGES, type Language, type TemplateName } from '@edgewise/core/plan/plan';
import { html, toHtml } from '@edgewise/core/widgets/markup';
import { SAMPLE_STATES, type SampleState, sampleShelf } from '@edgewise/core/widgets/sample-shelves';
import { asDeclarativeShadowDom, frameOwnShelf, type RenderedShelf, renderShelf } from '@edgewise/core/widgets/shelf';
import { reserveCss } from '@edgewise/core/widgets/shelf-metrics';
import { RequestFault } from '@edgewise/protocol/read-json';
import { templateName } from '@edgewise/protocol/schemas-placement';
import { type AppContext, fail } from '../http.ts';
import { OwnTemplate } from '../templates/own-template.ts';
import { SAMPLE_LIQUID } from '../templates/sample-liquid.ts';

const THEMES = ['light', 'dark', 'serif'] as const;
const own = new OwnTemplate('sample', SAMPLE_LIQUID);

const STYLE = `:root{color-scheme:light;--page:#fff;--ink:#1b1b1f}
.dark{color-scheme:dark;--page:#15161a;--ink:#e9e9ee}
.serif{--page:#faf6ee;--ink:#33261a;--edgewise-heading-weight:400;--edgewise-radius:0}
body{margin:0;padding:1.5rem;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
.serif{font-family:Georgia,serif}
body{--edgewise-surface:var(--page);--edgewise-on-surface:var(--ink)}
main{max-inline-size:70rem;margin:0 auto}
nav a{color:inherit;margin-inline-end:.75rem}
.state{margin-block:2.5rem 0}
.state>p{margin:0 0 .5rem;font:.8125rem ui-monospace,monospace;opacity:.75}
`;

export function galleryRoute(c: AppContext): Response {
  if (c.env.ENVIRONMENT === 'production') return absent(c);
  const { language = 'en', theme = 'light', dir = 'ltr', template, state } = c.req.query();
  const said = LANGUAGES.find((one) => one === language) ?? 'en';
  const names = [...templateName.options, 'liquid'].filter((name) => template === undefined || name === template);
  const states = SAMPLE_STATES.filter((one) => state === undefined || one === state);
  const pictures = `${new URL(c.req.url).origin}/gallery`;
  const shown = names.flatMap((name) =>
    states.map((one) => {
      const { id, rendered, reserved } = sample(name, one, said, pictures);
      const fragment = asDeclarativeShadowDom(rendered.html, rendered.css);
      return {
        reserved,
        text: `<section class="state" id="${id}"><p>${name}, ${one}</p><edgewise-recs placement="${id}">${fragment}</edgewise-recs></section>`,
      };
    }),
  );
  const links = [
    ...LANGUAGES.map((one) => ['language', one]),
    ...THEMES.map((one) => ['theme', one]),
    ['dir', 'rtl'],
  ].map(([key, value]) => {
    const to = new URLSearchParams({ language: said, theme, dir, [key!]: value! });
    return html`<a href="${`/gallery?${to}`}">${value}</a>`;
  });
  const page = `<!doctype html><html lang="${said}" dir="${dir === 'rtl' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Templates</title><style>${STYLE}${reserveCss(shown.flatMap(({ reserved }) => reserved))}</style></head><body class="${THEMES.find((one) => one === theme) ?? 'light'}"><main><h1>Templates</h1>${toHtml(html`<nav>${links}</nav>`)}${shown.map(({ text }) => text).join('\n')}</main></body></html>`;
  return c.body(page, 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Left out on demand: what the templates keep out is kept out by them alone.
    ...(c.req.query('policy') !== 'none' && {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'",
    }),
  });
}

function sample(name: string, state: SampleState, language: Language, pictures: string) {
  const template = (name === 'liquid' ? 'grid' : name) as TemplateName;
  const input = sampleShelf(template, state, language, { pictures, now: Date.now() });
  const id = `${name}-${state.replaceAll(' ', '-')}`;
  const placement = { ...input.placement, id };
  const of = { ...input, placement };
  const { content = [] } = placement;
  // An empty shelf keeps its place, a single card takes the place that the plan's count reserves.
  const reserved =
    state === 'full' || state === 'empty' ? [{ id, template, count: Math.max(input.cards.length, 1), content }] : [];
  return { id, rendered: name === 'liquid' ? ownOr(of) : renderShelf(of), reserved };
}

function ownOr(input: Parameters<typeof renderShelf>[0]): RenderedShelf {
  const made = own.render(input);
  return 'fault' in made ? renderShelf(input) : frameOwnShelf(input, made);
}

const COLOURS = ['#c8553d', '#588b8b', '#f2b134', '#4f5d75', '#93b7be', '#8f2d56', '#6a994e', '#b56576'];

/** A picture of a product, drawn. */
export function galleryPictureRoute(c: AppContext): Response {
  const number = /^([0-7])\.svg$/.exec(c.req.param('picture') ?? '')?.[1];
  if (number === undefined || c.env.ENVIRONMENT === 'production') return absent(c);
  const colour = COLOURS[Number(number)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600"><path d="M170 210h230v170a95 95 0 0 1-95 95h-40a95 95 0 0 1-95-95zM400 250h30a65 65 0 0 1 0 130h-30" fill="none" stroke="${colour}" stroke-width="34" stroke-linejoin="round"/><path d="M${220 + Number(number) * 10} 110q30 30 0 60" fill="none" stroke="${colour}" stroke-width="18" stroke-linecap="round"/></svg>`;
  return c.body(svg, 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=3600',
    'content-security-policy': "default-src 'none'",
  });
}

const absent = (c: AppContext) =>
  fail(c, new RequestFault(404, 'no_route', `there is no ${c.req.method} ${c.req.path}`));

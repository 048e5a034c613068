/** What the plan itself says: category tiles, steps to begin with, articles that help. */
import { type ContentEntry, textIn } from '../../plan/plan.ts';
import { clip } from '../card.ts';
import { html, linkTarget, type Markup } from '../markup.ts';
import type { ShelfTemplate } from './templates.ts';

const usable = (address: string | undefined): string | undefined =>
  address !== undefined && linkTarget(address) !== 'about:invalid' ? address : undefined;

/** Without an address an entry is text; a tile without one leads nowhere and is left out. */
function content(name: 'categories' | 'steps' | 'articles', needsLink: boolean, needsImage: boolean): ShelfTemplate {
  return (_, { placement, language }) => {
    const entries = (placement.content ?? []).filter(({ url }) => !needsLink || usable(url));
    if (entries.length === 0) return undefined;
    const all = entries.map((entry) => renderEntry(entry, language, needsImage));
    const markup =
      name === 'steps'
        ? html`<ol part="list" role="list" class="steps">${all}</ol>`
        : html`<ul part="list" role="list" class="${name}">${all}</ul>`;
    return { markup, shown: [] };
  };
}

function renderEntry({ title, text, url, image }: ContentEntry, language: string, needsImage: boolean): Markup {
  const src = usable(image);
  const picture = src
    ? html`<img part="image" src="${src}" width="400" height="400" loading="lazy" decoding="async" alt="">`
    : needsImage && html`<span part="image"></span>`;
  const words = html`${picture}<span part="text"><span part="title" dir="auto">${clip(textIn(title, language))}</span>${text && html`<span part="description" dir="auto">${clip(textIn(text, language))}</span>`}</span>`;
  const href = usable(url);
  return href
    ? html`<li part="card"><a part="link" href="${href}">${words}</a></li>`
    : html`<li part="card"><span part="link">${words}</span></li>`;
}

export const categories = content('categories', true, true);
export const steps = content('steps', false, false);
export const articles = content('articles', true, false);

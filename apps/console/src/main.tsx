/** The console begins here. */
import { render } from 'preact';
import { askAhead, whenSignedOut } from './api.ts';
import { App } from './app.tsx';
import { followLinks, pagePath, siteKey } from './location.ts';
import { asksFirst, FIRST, loadView, PAGES } from './routes.ts';
import { ended, resume, wasSignedIn } from './session.ts';
import { openSite, sitePath } from './site.ts';
import { firstLanguage, speak } from './words.ts';

whenSignedOut(ended);
document.addEventListener('click', followLinks);

/** So long the first view waits for its figures, once all else is there, ms: drawn with it, they cost no layout of their own. */
const FIGURES_PATIENCE_MS = 150;

// Everything that the first view is made of is asked for at once, and drawn at once. Where one fails, the page itself says so.
const opened = PAGES.find(({ path }) => path === (pagePath.value ?? FIRST));
const wanted: Promise<unknown>[] = [speak(firstLanguage()), resume()];
const figures: Promise<void>[] = [];
const key = siteKey.value;
if (opened) wanted.push(loadView(opened).catch(() => undefined));
if (key !== undefined && wasSignedIn()) {
  wanted.push(openSite(key).catch(() => undefined));
  for (const path of opened ? asksFirst(opened) : []) figures.push(askAhead(sitePath(key, path)));
}

await Promise.all(wanted);
await Promise.race([Promise.all(figures), new Promise((resolve) => setTimeout(resolve, FIGURES_PATIENCE_MS))]);
render(<App />, document.getElementById('app')!);

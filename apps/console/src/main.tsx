/** The console begins here. */
import { render } from 'preact';
import { askAhead, whenSignedOut } from './api.ts';
import { App } from './app.tsx';
import { followLinks, pagePath, siteKey } from './location.ts';
import { FIRST, PAGES } from './routes.ts';
import { ended, resume, wasSignedIn } from './session.ts';
import { sitePath } from './site.ts';
import { firstLanguage, speak } from './words.ts';

whenSignedOut(ended);
document.addEventListener('click', followLinks);

// The page's chunk and what it shows come while it is asked who is signed in; where one fails, the page itself says so.
const opened = PAGES.find(({ path }) => path === (pagePath.value ?? FIRST));
void opened?.load().catch(() => undefined);
const key = siteKey.value;
if (key !== undefined && wasSignedIn()) {
  for (const path of ['', ...(opened?.asksFirst ?? [])]) askAhead(sitePath(key, path));
}

await Promise.all([speak(firstLanguage()), resume()]);
render(<App />, document.getElementById('app')!);

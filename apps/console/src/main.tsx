/** The console begins here. */
import { render } from 'preact';
import { whenSignedOut } from './api.ts';
import { App } from './app.tsx';
import { followLinks, pagePath } from './location.ts';
import { FIRST, PAGES } from './routes.ts';
import { ended, resume } from './session.ts';
import { firstLanguage, speak } from './words.ts';

whenSignedOut(ended);
document.addEventListener('click', followLinks);

// The page's chunk comes while it is asked who is signed in; where it fails, the page itself says so.
void PAGES.find(({ path }) => path === (pagePath.value ?? FIRST))
  ?.load()
  .catch(() => undefined);

await Promise.all([speak(firstLanguage()), resume()]);
render(<App />, document.getElementById('app')!);

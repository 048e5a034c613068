/** The console begins here. */
import { render } from 'preact';
import { whenSignedOut } from './api.ts';
import { App } from './app.tsx';
import { followLinks } from './location.ts';
import { ended, resume } from './session.ts';
import { firstLanguage, speak } from './words.ts';

whenSignedOut(ended);
document.addEventListener('click', followLinks);

await Promise.all([speak(firstLanguage()), resume()]);
render(<App />, document.getElementById('app')!);

/**
 * `edgewise('debug')`, or `?edgewise_debug` in the address: a panel on the page that says to its owner what works, what does
 * not, and what to do. Built of elements and texts, in a shadow root with an adopted sheet: no policy minds it.
 */
import type { Script } from '../script.ts';
import type { Finding, Grade } from './findings.ts';
import { watchPage } from './page-facts.ts';

const SIGNS: Record<Grade, [sign: string, word: string]> = {
  wrong: ['✗', 'To fix'],
  look: ['!', 'To look at'],
  fine: ['✓', 'Fine'],
  note: ['·', 'Note'],
};

const CSS = `:host{all:initial;position:fixed;inset:1rem 1rem auto auto;z-index:2147483647;color-scheme:light dark}
section{box-sizing:border-box;inline-size:min(26rem,100vw - 2rem);max-block-size:min(40rem,100vh - 9rem);overflow:auto;padding:1rem;border:1px solid GrayText;border-radius:.75rem;background:Canvas;color:CanvasText;font:14px/1.45 system-ui,sans-serif;box-shadow:0 .5rem 2rem #0005}
header{display:flex;gap:.5rem;align-items:center}
h2{margin:0;margin-inline-end:auto;font-size:1.15em}
button{font:inherit;min-block-size:2.2em;padding:0 .8em;border:1px solid GrayText;border-radius:.5em;background:none;color:inherit;cursor:pointer}
:focus-visible{outline:.15em solid Highlight;outline-offset:.1em}
p{margin:.15em 0 0}
ul{list-style:none;margin:.75rem 0 0;padding:0}
li{display:grid;grid-template-columns:1.6em 1fr;padding:.55em 0;border-block-start:1px solid color-mix(in srgb,CanvasText 15%,Canvas)}
li>span{font-weight:700}
strong{overflow-wrap:anywhere}
.wrong>span{color:light-dark(#b3001b,#ff8a8a)}
.look>span{color:light-dark(#8a5a00,#ffc766)}
.fine>span{color:light-dark(#0a6b2d,#7fdc9c)}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}`;

function make<K extends keyof HTMLElementTagNameMap>(tag: K, ...inside: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.append(...inside);
  return element;
}

let panel: HTMLElement | undefined;

export async function open(script: Script): Promise<void> {
  if (panel) return document.body.append(panel);
  const [{ judge }, { early }] = await Promise.all([import('./findings.ts'), import('./reader.ts')]);
  panel = make('div');
  const host = panel;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  const status = make('p');
  status.role = 'status';
  const list = make('ul');
  // Without its marks a list is none to Safari's screen reader.
  list.role = 'list';
  const title = make('h2', 'Edgewise check');
  const copy = make('button', 'Copy');
  const close = make('button', 'Close');
  const box = make('section', make('header', title, copy, close), status, list);
  // Pages without TLS have no clipboard.
  copy.hidden = !navigator.clipboard;
  title.id = 'title';
  box.setAttribute('aria-labelledby', title.id);
  box.tabIndex = -1;
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.append(box);

  let shown = '';
  const draw = (findings: Finding[]) => {
    const now = JSON.stringify(findings);
    if (now === shown) return;
    shown = now;
    const count = (grade: Grade) => findings.filter(([of]) => of === grade).length;
    status.textContent = `${count('wrong')} to fix, ${count('look')} to look at, ${count('fine')} fine.`;
    list.replaceChildren(
      ...findings.map(([grade, what, text]) => {
        const [sign, word] = SIGNS[grade];
        const mark = make('span', sign);
        mark.ariaHidden = 'true';
        const said = make('span', `${word}: `);
        said.className = 'unseen';
        const line = make('li', mark, make('div', make('strong', said, what), make('p', text)));
        line.className = grade;
        return line;
      }),
    );
    copy.textContent = 'Copy';
    copy.onclick = () =>
      script._quietly(async () => {
        await navigator.clipboard.writeText(
          findings.map(([grade, ...rest]) => [SIGNS[grade][1], ...rest].join(' — ')).join('\n'),
        );
        copy.textContent = 'Copied';
      });
  };
  let isWaiting = false;
  const look = () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      script._quietly(async () => draw(judge(await facts())));
    }, 200);
  };
  const facts = watchPage(script, early, look);
  for (const name of ['load', 'empty', 'error']) addEventListener(`edgewise:${name}`, look);
  close.onclick = () => host.remove();
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') host.remove();
  });
  look();
  if (document.readyState === 'loading') await new Promise((done) => addEventListener('DOMContentLoaded', done));
  document.body.append(host);
}

/**
 * The script tag: settings from its attributes, then the commands that the page gave before it was there, then those it
 * gives from now on.
 */
import type { PageType, Tier } from '@edgewise/protocol/events';
import { cart } from './cart.ts';
import { defineElement } from './element.ts';
import { event } from './event.ts';
import { init } from './init.ts';
import { on } from './on.ts';
import { refresh } from './refresh.ts';
import { quietly } from './report.ts';
import { reset } from './reset.ts';
import { consent } from './set-consent.ts';
import { page } from './set-page.ts';
import { settings } from './settings.ts';

type Command = (...given: never[]) => void;

interface Stub {
  (...given: unknown[]): void;
  /** Calls that came before the script. */
  q?: ArrayLike<unknown>[];
  /** The script is here already. */
  v?: 1;
}

const commands: Record<string, Command> = { event, consent, page, reset, cart, on, refresh };

function run([name, ...given]: unknown[]): void {
  const command = Object.keys(commands).includes(String(name)) && commands[String(name)];
  if (command) quietly(() => command(...(given as never[])));
  else console.warn('edgewise: no such command', name);
}

function start(script: HTMLScriptElement): void {
  const holder = window as unknown as { edgewise?: Stub };
  const { q = [], v } = holder.edgewise ?? {};
  // Twice on one page would count everything twice.
  if (v) return;
  const { site = '', endpoint, consent, market, language, pageType } = script.dataset;
  const options = {
    site,
    endpoint: endpoint ?? new URL(script.src).origin,
    consent: consent as Tier,
    market,
    language,
    pageType: pageType as PageType,
  };
  const queue = Array.from(q, (given) => Array.from(given));
  const isEvent = ([name]: unknown[]) => name === 'event';
  const edgewise: Stub = (...given) => run(given);
  edgewise.v = 1;
  holder.edgewise = edgewise;
  // Consent and the like count for the page's view; what happened comes after it.
  settings.site = site;
  for (const given of queue) if (!isEvent(given)) run(given);
  init(options);
  defineElement();
  for (const given of queue) if (isEvent(given)) run(given);
}

quietly(() => {
  const script = document.currentScript ?? document.querySelector('script[data-site]');
  if (script) start(script as HTMLScriptElement);
});

/** Who the shopper is said to be, and where somebody else begins [S18] [S9]: what each page carries of it. */
import { permitsPerson } from './consent.ts';
import { addEvent, type Draft } from './outbox.ts';
import { quietly } from './report.ts';

/** What an identify knows beside the user's id. */
export interface Traits {
  /** Hashed in the browser, never sent plain. */
  email?: string;
  /** International, as in +44 20 7946 0000. Hashed in the browser, never sent plain. */
  phone?: string;
  /** Made by the shop's backend: joins this device with the user's others. */
  token?: string;
}

/** Stands between events: those before it are of one person, those after it perhaps of another. May be stored: stable names. */
export interface Turn {
  /** Somebody else: the page says so (true), an answer did, another host name may have; or the same, of whom nothing is to be left. */
  anew?: true | 'worker' | 'host' | 'erased';
  user?: unknown;
  link?: string | undefined;
  /** Handed on by a page of another host name. */
  host?: string | undefined;
  /** Kept where the rest is: a page that goes hands it on, and without it the next one would tell a mere name. */
  token?: string | undefined;
  /** A function, so that what it holds is nowhere kept. */
  traits?: () => Traits | undefined;
}

/** What this page said last. Below tier `person` it waits for a yes here, and is forgotten with the page. */
let held: Turn | undefined;

/** Settles when it is taken. */
export function turn(to: Turn): Promise<void> {
  held = to;
  return quietly(() => permitsPerson() && addEvent({ turn: to } as Draft));
}

/** A page before this one did not live to hear who the shopper is. */
export function remind(): void {
  if (!held) turn({});
}

/** The tier rose. */
export function retell(): void {
  if (held) turn(held);
}

export function identifyAs(user?: unknown, traits?: Traits): void {
  turn({ token: traits?.token, user, traits: () => traits });
}

/** Who is signed in. The token is exchanged for a session cookie that no script can read; the console keeps none. */
import type { Role } from '@edgewise/edge/access/rights';
import { signal } from '@preact/signals';
import { ApiFault, get, send, setWord } from './api.ts';
import { keep, kept } from './preferences.ts';

export interface Who {
  name: string;
  role: Role;
  /** Goes back with what changes something. */
  csrf: string;
}

/** `undefined`: not known yet; `null`: nobody. */
export const who = signal<Who | null | undefined>();

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** Whether who is signed in may do what this role may. */
export const may = (role: Role): boolean => (who.value ? RANK[who.value.role] >= RANK[role] : false);

/** Whether this browser was signed in when it was last here: no proof of anything, and nothing to steal. */
export const wasSignedIn = (): boolean => kept('signed-in') !== undefined;

function enter(one: Who | null): void {
  setWord(one?.csrf);
  keep('signed-in', one ? 'yes' : undefined);
  who.value = one;
}

/** Why it is not known who is signed in: the worker did not answer. */
export const trouble = signal<ApiFault | undefined>();

/** Asks whether the browser holds a session. */
export async function resume(): Promise<void> {
  trouble.value = undefined;
  try {
    enter(await get<Who>('/session'));
  } catch (cause) {
    if (!(cause instanceof ApiFault)) throw cause;
    if (cause.status >= 400 && cause.status < 500 && cause.status !== 429) enter(null);
    else trouble.value = cause;
  }
}

/** @throws ApiFault where the token is not one */
export async function signIn(token: string): Promise<void> {
  enter(await send<Who>('POST', '/session', { token }));
}

/** @throws ApiFault where the session goes on, because the worker was not reached */
export async function signOut(): Promise<void> {
  try {
    await send('DELETE', '/session');
  } catch (cause) {
    if (!(cause instanceof ApiFault) || cause.status !== 401) throw cause;
  }
  enter(null);
}

/** The session has ended meanwhile, or is another one: who is it now? */
export function ended(): void {
  if (who.value) void resume();
}

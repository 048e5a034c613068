/** Which shelves of the document wait to be asked for. What asks is `ask.ts`. */
import type { Script } from '../script.ts';
import type { connected as Connected } from '../shelves.ts';

export let script: Script;
export let connected: typeof Connected;
const waiting = new Set<HTMLElement>();
/** Empties the set that it is given. */
let askFor: (waiting: Set<HTMLElement>) => void;
/** A moment gathers what a framework adds one by one. What stood in the page's HTML is there already. */
let gatherMs = 0;

/** Once. From here on the page's signals come here. */
export function startWaiting(by: Script, inDocument: typeof connected, asking: typeof askFor): void {
  script = by;
  connected = inDocument;
  askFor = asking;
  script._shelves._ask = askForWaiting;
  script._shelves._refresh = askForAll;
}

export function ask(host: HTMLElement): void {
  if (!connected.has(host)) return;
  if (!waiting.size) setTimeout(askForWaiting, gatherMs);
  gatherMs = 16;
  waiting.add(host);
  connected.set(host, 0);
}

/** Its attributes are others. One that was never asked for will be with these. */
export function change(host: HTMLElement): void {
  if (connected.get(host) !== undefined) ask(host);
}

/** @param isRise the tier rose: what came in the page's HTML may stay */
function askForAll(isRise?: boolean): void {
  for (const [host, from] of connected) if (!isRise || from !== true) change(host);
}

function askForWaiting(): void {
  for (const host of waiting) if (!connected.has(host)) waiting.delete(host);
  if (script._shelves._ready && waiting.size) script._quietly(() => askFor(waiting));
}

/** When a shelf is shown that is not to be there at once. Comes with the first shelf whose plan says so. */
import type { WireMoment } from '@edgewise/protocol/events';
import type { Script } from '../script.ts';

/** Moments that have come on this page: a shelf that is asked for again does not wait again. */
const met = new Map<string, Promise<void>>();

const pageAddress = (): string => location.href.split('#')[0]!;

export function whenDue(moment: WireMoment, script: Script): Promise<void> {
  const key = `${JSON.stringify(moment)} ${pageAddress()}`;
  if (!met.has(key)) met.set(key, new Promise((due) => wait(moment, script, due)));
  return met.get(key)!;
}

function wait(moment: WireMoment, script: Script, due: () => void): void {
  if (moment.on === 'scroll') addEventListener('scroll', due, { once: true, passive: true, capture: true });
  else if (moment.on === 'exit') onLeaving(due);
  else if (moment.on === 'pages') script._quietly(() => pagesSeen(script) > moment.after && due());
  else due();
}

/** Who pulls the page down so far, so fast, looks for the address bar. */
const PULLED = { share: 0.3, withinMs: 400 };

/** The pointer leaves through the top, towards tabs and address; by touch, a quick pull down. */
function onLeaving(due: () => void): void {
  const { documentElement: root } = document;
  root.addEventListener('mouseleave', function left({ clientY }) {
    if (clientY > 0) return;
    root.removeEventListener('mouseleave', left);
    due();
  });
  if (!matchMedia('(hover: none)').matches) return;
  let [lowest, since] = [scrollY, performance.now()];
  addEventListener(
    'scroll',
    () => {
      const now = performance.now();
      if (scrollY >= lowest || now - since > PULLED.withinMs) [lowest, since] = [scrollY, now];
      else if (lowest - scrollY > PULLED.share * innerHeight) due();
    },
    { passive: true },
  );
}

/**
 * Pages of this visit with such a shelf, this one included. Counted in the tab from tier `session` up; below it nothing may be
 * kept, and the shelf is there at once.
 */
function pagesSeen(script: Script): number {
  if (script._envelope().consent.tier === 'contextual') return Number.POSITIVE_INFINITY;
  try {
    // `visit.ts` forgets it with the visit.
    const key = `edgewise-${script._settings.site}-pages`;
    const [count = 0, last] = JSON.parse(sessionStorage.getItem(key) ?? '[]') as [number?, string?];
    const isAnother = last !== pageKey();
    if (isAnother) sessionStorage.setItem(key, JSON.stringify([count + 1, pageKey()]));
    return isAnother ? count + 1 : count;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** A load of a page is one page, reloads included; a single-page shop turns it by its address. */
const pageKey = (): string => `${performance.timeOrigin} ${pageAddress()}`;

/**
 * Exposure to an arm that shows nothing, or nothing yet. It has to count like the arm beside it, from whose shelf half must
 * be in view for a second: so the place is watched where the shelf would stand, as high as the page reserved for it.
 */
import type { Script } from '../script.ts';

interface Spot extends HTMLElement {
  _arms?: string | undefined;
  _spot?: IntersectionObserver;
}

const LASTING_MS = 1_000;
/** Of a shelf for which the page reserves nothing, px. */
const USUAL_HEIGHT = 320;

/** The shelf was asked for again, or its arms are another's: what was watched for before is over. */
export function watchSpot(host: Spot, script: Script): void {
  host._spot?.disconnect();
  const arms = host._arms;
  const half = Math.min(parseFloat(getComputedStyle(host).minHeight) || USUAL_HEIGHT, innerHeight) / 2;
  let timer: ReturnType<typeof setTimeout>;
  const expose = () => {
    if (host._arms !== arms || !host.isConnected || document.hidden) return;
    host._spot?.disconnect();
    script._record('view_item_list', {
      item_list_id: host.getAttribute('placement') ?? '',
      items: [],
      edgewise_arms: arms,
    });
  };
  host._spot = new IntersectionObserver(
    (entries) => {
      clearTimeout(timer);
      if (entries.at(-1)!.isIntersecting) timer = setTimeout(() => script._quietly(expose), LASTING_MS);
    },
    // A line at the shelf's top is inside this just when half of the shelf would be in view.
    { rootMargin: `${half}px 0px ${-half}px 0px` },
  );
  host._spot.observe(host);
}

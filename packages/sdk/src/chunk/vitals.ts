/** Google's Web Vitals of this page [S33], as one event when it is left: no id of anybody, and of some pages only. */
import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { Script } from '../script.ts';

export function watchVitals(script: Script): void {
  const found: Record<string, number> = {};
  let isTold = false;
  const note = ({ name, value }: Metric) => {
    // Milliseconds; the layout's shift is a score.
    found[name.toLowerCase()] = name === 'CLS' ? Math.round(value * 10_000) / 10_000 : Math.round(value);
  };
  for (const watch of [onLCP, onINP, onCLS, onFCP, onTTFB]) watch(note, { reportAllChanges: true });
  const tell = () => {
    if (isTold || !('ttfb' in found)) return;
    isTold = true;
    script._record('web_vitals', { ...found, page_location: script._envelope().context.page_location });
  };
  addEventListener('visibilitychange', () => script._quietly(() => document.hidden && tell()), true);
  addEventListener('pagehide', () => script._quietly(tell), true);
}

/** Writes into a banner what is left of its offer, second by second, and takes it away when nothing is. */

interface Timed extends HTMLElement {
  _tick?: ReturnType<typeof setInterval>;
}

const two = (number: number): string => `${number}`.padStart(2, '0');

/** `1 d 02:03:04`, the day's sign being the page's language's own. */
function written(ms: number, locale: string): string {
  const seconds = Math.ceil(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  const unit = { style: 'unit', unit: 'day', unitDisplay: 'narrow' } as const;
  return days ? `${new Intl.NumberFormat(locale, unit).format(days)} ${clock}` : clock;
}

/** @param isFresh the shelf was just answered: the worker's clock counts, the shopper's own may be wrong */
export function countDown(host: Timed, over: (host: HTMLElement) => void, isFresh: boolean): void {
  clearInterval(host._tick);
  const place = host.shadowRoot!.querySelector<HTMLElement>('[data-ends]')!;
  const { ends, left } = place.dataset;
  const end = isFresh ? Date.now() + Number(left) : Number(ends);
  const locale = place.closest('[lang]')?.getAttribute('lang') ?? 'en';
  const tick = () => {
    const rest = end - Date.now();
    if (place.isConnected && rest > 0) place.textContent = written(rest, locale);
    else {
      clearInterval(host._tick);
      if (rest <= 0 && place.isConnected) over(host);
    }
  };
  host._tick = setInterval(tick, 1000);
  tick();
}

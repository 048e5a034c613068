/**
 * The worker's script may not come: blocked, or its machine is down or stuck. Then no shelf will, and the shop shows its
 * own choice in the reserved space and gives back the space that would stay empty.
 */
const PATIENCE_MS = 4_000;
const ELEMENT = 'edgewise-recs';
const NO_SHELVES = 'no-shelves';

export function watchForMissingShelves(): void {
  const page = document.documentElement.classList;
  const check = () => {
    if (!customElements.get(ELEMENT)) page.add(NO_SHELVES);
  };
  // Load waits for the script, one that failed included; one that hangs would keep it waiting for minutes.
  window.addEventListener('load', check);
  setTimeout(check, PATIENCE_MS);
  customElements.whenDefined(ELEMENT).then(() => page.remove(NO_SHELVES));
  // The script came, its answer did not: the element says so.
  document.addEventListener('edgewise:error', ({ target }) => {
    if (target instanceof HTMLElement) target.classList.add('no-shelf');
  });
}

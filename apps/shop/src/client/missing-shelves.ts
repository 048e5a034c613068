/**
 * The worker's script may not come: blocked, or its machine is down. Then no shelf will, and the shop shows its own choice
 * in the reserved space and gives back the space that would stay empty.
 */
export function watchForMissingShelves(): void {
  // Load waits for async scripts too, those that failed included.
  const check = () => {
    if (!customElements.get('edgewise-recs')) document.documentElement.classList.add('no-shelves');
  };
  if (document.readyState === 'complete') check();
  else window.addEventListener('load', check);
  // The script came, its answer did not: the element says so.
  document.addEventListener('edgewise:error', ({ target }) => {
    if (target instanceof HTMLElement) target.classList.add('no-shelf');
  });
}

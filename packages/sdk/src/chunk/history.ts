/** For browsers of before 2026, which do not tell when a single-page shop shows another page. Loaded by those alone. */
export function watchHistory(turned: () => void): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...change) => {
      original.apply(history, change);
      turned();
    };
  }
  addEventListener('popstate', turned);
}

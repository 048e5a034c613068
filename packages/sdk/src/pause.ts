/**
 * Ends this task, so that the page can answer its shopper in between: long work of ours is many short tasks. Safari and
 * Firefox have no `scheduler.yield` yet.
 */
export const pause = (): Promise<unknown> =>
  (window as unknown as { scheduler?: { yield?(): Promise<unknown> } }).scheduler?.yield?.() ??
  new Promise((done) => setTimeout(done));

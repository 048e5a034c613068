/** Ends this task, so that the page can answer its shopper in between: long work of ours is many short tasks. */
export const pause = (): Promise<unknown> => new Promise((done) => setTimeout(done));

/**
 * Parts that a page may not need, each a file of its own that comes when it is needed. They are fetched by `import()`: the
 * script's nonce counts for them too, and Trusted Types ask for nothing. They share no module with the script, so what
 * they need is handed over: `script.ts`. A part may `import()` a further one beside it. A new command of the tag costs the
 * script nothing in `chunk/commands.ts`.
 */
export const chunks = {
  shelf: () => import('./chunk/shelf.ts'),
  reader: () => import('./chunk/reader.ts'),
  commands: () => import('./chunk/commands.ts'),
  identity: () => import('./chunk/identity.ts'),
  rights: () => import('./chunk/rights.ts'),
};

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: found by walking up, since the benches run from a bundle of this file. */
export const root = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'wrangler.toml'))) folder = dirname(folder);
  return folder;
})();

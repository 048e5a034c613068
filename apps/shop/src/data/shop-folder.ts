import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MARK = join('data', 'catalogue.ndjson.gz');

/**
 * The folder apps/shop, found by walking up: this code runs from its source, from apps/shop/dist and from whatever
 * bundle a script makes of it.
 */
export function shopFolder(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      for (const candidate of [folder, join(folder, 'apps', 'shop')]) {
        if (existsSync(join(candidate, MARK))) return candidate;
      }
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`shop: no apps/shop/${MARK} above this code or the working directory`);
}

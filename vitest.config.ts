import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One run, three environments: plain Node, real workerd, and Node driving a real Chromium. */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    // By itself vitest leaves one core to the editor, which on two is half of all; and a file waits as often as it computes.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: ['vitest.unit.config.ts', 'vitest.edge.config.ts', 'vitest.browser.config.ts'],
  },
});

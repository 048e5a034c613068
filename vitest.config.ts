import { defineConfig } from 'vitest/config';

/** One run, three environments: plain Node, real workerd, and Node driving a real Chromium. */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: ['vitest.unit.config.ts', 'vitest.edge.config.ts', 'vitest.browser.config.ts'],
  },
});

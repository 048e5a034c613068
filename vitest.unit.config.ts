import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'unit',
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/{shop,console}/src/**/*.test.ts',
      // What a test of the edge needs Node for: to collect garbage when it says so.
      'apps/edge/src/**/*.node.test.ts',
      'test/{architecture,contract}/**/*.test.ts',
    ],
    exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
    globalSetup: ['test/seed.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 60_000,
  },
});

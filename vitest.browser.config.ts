import { defineConfig } from 'vitest/config';

/** Tests that drive a real Chromium: the SDK's, the journeys. One file at a time, so that they do not starve each other. */
export default defineConfig({
  test: {
    name: 'browser',
    include: ['packages/sdk/src/**/*.browser.test.ts', 'test/{journeys,faults}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // Said in the run's last lines: docs/decisions/0017.
    retry: 1,
  },
});

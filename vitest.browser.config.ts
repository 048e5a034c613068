import { defineConfig } from 'vitest/config';

/** Tests that drive a real Chromium: the SDK's, the journeys. Three files at a time, after all others: more would starve each other. */
export default defineConfig({
  test: {
    name: 'browser',
    include: ['packages/sdk/src/**/*.browser.test.ts', 'test/{journeys,faults}/**/*.test.ts'],
    globalSetup: ['test/browser.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
    // Said in the run's last lines: docs/decisions/0017.
    retry: 1,
  },
});

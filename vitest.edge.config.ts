import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

/** Tests inside real workerd, with the bindings of wrangler.toml and secrets made for the run. */
export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        // As those of wrangler.toml, and reached by a test.
        ratelimits: { SMALL_LIMIT: { simple: { limit: 20, period: 10 } } },
        bindings: {
          ENVIRONMENT: 'test',
          EDGEWISE_ADMIN_TOKEN: 'a-token-for-tests-only-a-token-for-tests-only',
          EDGEWISE_KEYS: `k2:${Buffer.alloc(32, 2).toString('base64url')},k1:${Buffer.alloc(32, 1).toString('base64url')}`,
        },
      },
    }),
  ],
  // A second try is said in the run's last lines: docs/decisions/0017.
  test: {
    name: 'edge',
    include: ['apps/edge/src/**/*.test.ts'],
    exclude: ['**/*.node.test.ts'],
    testTimeout: 60_000,
    retry: 1,
  },
});

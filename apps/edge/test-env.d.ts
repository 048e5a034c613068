import type { Env as WorkerEnv } from './src/bindings.ts';

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
  }
}

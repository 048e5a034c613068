import { type AppContext, PRIVATE } from '../http.ts';

/** `GET /healthz`: the worker runs and has its secrets. Which of them are missing is for its owner's log. */
export function healthRoute(c: AppContext): Response {
  const missing = (['EDGEWISE_ADMIN_TOKEN', 'EDGEWISE_KEYS'] as const).filter((name) => !c.env[name]);
  if (missing.length > 0) console.error(JSON.stringify({ at: 'health', missing }));
  return c.json({ ok: missing.length === 0 }, missing.length === 0 ? 200 : 503, PRIVATE);
}

import type { Env } from '../bindings.ts';

/** The bindings, with every call that leaves the isolate counted by binding. */
export function countedEnv(env: Env): { env: Env; calls: Record<string, number> } {
  const calls: Record<string, number> = {};
  const count = <T extends object>(name: string, binding: T): T =>
    new Proxy(binding, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          // Naming an object is free; getting a stub is what precedes every call to it.
          if (property !== 'idFromName') calls[name] = (calls[name] ?? 0) + 1;
          return (value as (...a: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  const names = ['PERSON', 'DIRECTORY', 'LEDGER', 'SHOP', 'TRAINER', 'BUCKET', 'CONFIG', 'EVENTS'] as const;
  const counted = { ...env };
  for (const name of names) Object.assign(counted, { [name]: count(name, env[name]) });
  return { env: counted, calls };
}

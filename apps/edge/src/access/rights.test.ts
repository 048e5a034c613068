import { openApiDocument } from '@edgewise/protocol/openapi';
import { describe, expect, it } from 'vitest';
import { admin } from '../routes/admin.ts';
import { send, testEnv } from '../testing/client.ts';
import { RIGHTS, ROLES, reaches } from './rights.ts';

const tokenOf = (role: string) => `the-token-of-the-${role}-is-32-characters`;
const env = {
  ...testEnv,
  EDGEWISE_ADMIN_TOKEN: ROLES.map((role) => `${role}-by-name/${role}:${tokenOf(role)}`).join(','),
};

/** Every route as it is registered, `GET /sites/:site/plan`. */
const routes = [
  ...new Set(admin.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
];

async function ask(route: string, role?: string): Promise<{ status: number; code: string | undefined }> {
  const [method, path] = route.split(' ') as [string, string];
  const url = `https://edge.example/admin/v1${path.replace(':site', 'no-such-shop').replaceAll(/:\w+/g, 'one')}`;
  const response = await send(
    new Request(url, {
      method,
      headers: role === undefined ? {} : { authorization: `Bearer ${tokenOf(role)}` },
      ...(method !== 'GET' && method !== 'DELETE' && { body: '{}' }),
    }),
    env,
  );
  const text = await response.text();
  return { status: response.status, code: /"code":"(\w+)"/.exec(text)?.[1] };
}

describe('[A8] rights', () => {
  it('stand for every route, and for nothing else', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect([...RIGHTS.keys()].sort()).toEqual(routes.sort());
  });

  it.each(routes.filter((route) => RIGHTS.get(route)?.least !== 'anyone'))('%s', async (route) => {
    const { least } = RIGHTS.get(route)!;
    if (least === 'anyone') throw new Error('is for who is signed in');
    expect((await ask(route)).status).toBe(401);
    for (const role of ROLES) {
      const { status, code } = await ask(route, role);
      if (reaches(role, least)) expect([role, code]).not.toContain('role');
      else expect([role, status, code]).toEqual([role, 403, 'role']);
      expect(status).not.toBe(401);
      expect(status).toBeLessThan(500);
    }
  });

  it('[A10] a change has a name for the log, or the Shop writes its line, or it changes nothing', () => {
    const without = [...RIGHTS].filter(
      ([route, { log, logsItself }]) => !route.startsWith('GET ') && log === undefined && logsItself === undefined,
    );
    expect(without.map(([route]) => route).sort()).toEqual([
      'DELETE /session',
      'POST /session',
      'POST /sites/:site/insight/ticket',
      'POST /sites/:site/plan/explain',
      'POST /sites/:site/plan/simulate',
      'POST /sites/:site/plan/validate',
    ]);
  });

  it('an unknown path is told to nobody but the staff', async () => {
    expect((await ask('GET /sites/:site/nothing')).status).toBe(401);
    expect((await ask('GET /sites/:site/nothing', 'viewer')).status).toBe(404);
  });

  it('are for routes that the API describes', () => {
    const { paths } = openApiDocument('https://edge.example') as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    for (const route of routes) {
      const [method, path] = route.split(' ') as [string, string];
      expect(described).toContain(`${method} /admin/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    }
  });
});

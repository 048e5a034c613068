import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeSite, send, testEnv } from '../testing/client.ts';
import { roleOf } from './cloudflare-access.ts';

const AUD = '4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2';
let teams = 0;

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let ours: Keys;
let theirs: Keys;

beforeAll(async () => {
  [ours, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
});
afterEach(() => vi.restoreAllMocks());

/** A team of its own each time, since its keys are kept; what its key server answers is counted. */
function newTeam(answer?: () => Response) {
  const team = `team-${++teams}`;
  const issuer = `https://${team}.cloudflareaccess.com`;
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    asked.push(String(input instanceof Request ? input.url : input));
    if (answer) return answer();
    const jwk = await exportJWK(ours.publicKey);
    return Response.json({ keys: [{ ...jwk, kid: 'of-the-team', alg: 'RS256', use: 'sig' }] });
  });
  const env = {
    ...testEnv,
    EDGEWISE_ACCESS_TEAM: team,
    EDGEWISE_ACCESS_AUD: AUD,
    EDGEWISE_ACCESS_ROLES: 'ann@shop.example/owner, *@shop.example/viewer',
  };
  return { issuer, env, asked };
}

const assertion = (
  issuer: string,
  over: { claims?: object; aud?: string; exp?: string; keys?: Keys; alg?: string } = {},
) =>
  new SignJWT({ email: 'Ann@shop.example', ...over.claims })
    .setProtectedHeader({ alg: over.alg ?? 'RS256', kid: 'of-the-team' })
    .setIssuer(issuer)
    .setAudience([over.aud ?? AUD])
    .setSubject('7335d417-61da-459d-899c-0a01c76a2f94')
    .setIssuedAt()
    .setExpirationTime(over.exp ?? '1h')
    .sign(
      over.alg === 'HS256'
        ? new TextEncoder().encode('a-secret-that-anybody-may-know-32')
        : (over.keys ?? ours).privateKey,
    );

const ask = (
  jwt: string,
  env: typeof testEnv,
  method = 'GET',
  path = '/session',
  headers: HeadersInit = {},
  body?: string,
) =>
  send(
    new Request(`https://edge.example/admin/v1${path}`, {
      method,
      headers: { 'cf-access-jwt-assertion': jwt, ...headers },
      ...(body !== undefined && { body }),
    }),
    env,
  );

describe('[A6] Cloudflare Access', () => {
  it('lets in whom the team’s key vouches for, by e-mail, and asks for the keys once', async () => {
    const { issuer, env, asked } = newTeam();
    const ann = await ask(await assertion(issuer), env);
    expect(await ann.json()).toMatchObject({ name: 'ann@shop.example', role: 'owner', csrf: expect.any(String) });
    const bob = await ask(await assertion(issuer, { claims: { email: 'bob@shop.example' } }), env);
    expect(await bob.json()).toMatchObject({ name: 'bob@shop.example', role: 'viewer' });
    expect(asked).toEqual([`${issuer}/cdn-cgi/access/certs`]);
  });

  it('refuses another key, audience, issuer, algorithm, time and nobody’s address', async () => {
    const { issuer, env } = newTeam();
    const refused: [string, Parameters<typeof assertion>[1], number][] = [
      ['key', { keys: theirs }, 401],
      ['audience', { aud: 'another' }, 401],
      ['time', { exp: '-5m' }, 401],
      ['algorithm', { alg: 'HS256' }, 401],
      ['another domain', { claims: { email: 'eve@shop.example.evil.example' } }, 403],
      ['no address', { claims: { email: undefined } }, 403],
      ['a list', { claims: { email: ['ann@shop.example'] } }, 403],
    ];
    for (const [what, over, status] of refused) {
      expect([what, (await ask(await assertion(issuer, over), env)).status]).toEqual([what, status]);
    }
    expect((await ask(await assertion('https://other.cloudflareaccess.com'), env)).status).toBe(401);
    expect((await ask('not.a.token', env)).status).toBe(401);
    // Of two addresses in one header, as a proxy joins them, none is believed.
    const right = await assertion(issuer);
    expect((await ask(`${right}, ${right}`, env)).status).toBe(401);
  });

  it('is nothing where it is not set up, and says so where its keys cannot be had', async () => {
    const { issuer, env } = newTeam();
    const jwt = await assertion(issuer);
    for (const missing of ['EDGEWISE_ACCESS_TEAM', 'EDGEWISE_ACCESS_AUD'] as const) {
      expect((await ask(jwt, { ...env, [missing]: '' })).status).toBe(401);
    }
    const down = newTeam(() => new Response('down', { status: 500 }));
    expect((await ask(await assertion(down.issuer), down.env)).status).toBe(503);
  });

  it('[A9] a change needs the word as with a session', async () => {
    await makeSite('by-access');
    const { issuer, env } = newTeam();
    const jwt = await assertion(issuer);
    const { csrf } = (await (await ask(jwt, env)).json()) as { csrf: string };
    const patch = (headers: HeadersInit) => ask(jwt, env, 'PATCH', '/sites/by-access', headers, '{"name":"New"}');
    const origin = 'https://edge.example';
    expect((await patch({})).status).toBe(403);
    expect((await patch({ origin })).status).toBe(403);
    expect((await patch({ origin, 'x-edgewise-csrf': csrf })).status).toBe(200);
  });

  it('an address counts before its domain, and a list that is no list opens to nobody', () => {
    const list = '*@shop.example/editor, ann@shop.example/viewer';
    expect(roleOf(list, 'ann@shop.example')).toBe('viewer');
    expect(roleOf(list, 'bob@shop.example')).toBe('editor');
    expect(roleOf(list, '*@shop.example')).toBeUndefined();
    expect(roleOf('', 'ann@shop.example')).toBeUndefined();
    for (const broken of [
      'ann@shop.example',
      'ann@shop.example/boss',
      '*/owner',
      '@shop.example/owner',
      'a@b/owner/x',
    ]) {
      expect(() => roleOf(broken, 'ann@shop.example')).toThrow('EDGEWISE_ACCESS_ROLES');
    }
  });
});

import { LIMITS } from '@edgewise/protocol/limits';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asAdmin, makeSite, send, testEnv } from '../testing/client.ts';
import { IDLE_MS, LONGEST_MS } from './session.ts';

const ANN = 'ann-has-a-token-of-32-characters-or-more';
const VERA = 'vera-has-a-token-of-32-characters-or-more';
const env = { ...testEnv, EDGEWISE_ADMIN_TOKEN: `ann:${ANN}, vera/viewer:${VERA}` };
const HTTPS = 'https://edge.example';
const HOUR_MS = 3_600_000;

let networks = 0;
/** A network of its own for each that asks. */
const newAddress = () => `10.0.${++networks}.1`;

interface Told {
  name: string;
  role: string;
  csrf: string;
}

const signInRequest = (token: unknown, origin = HTTPS, headers: HeadersInit = {}) =>
  new Request(`${origin}/admin/v1/session`, {
    method: 'POST',
    headers: { origin, 'cf-connecting-ip': newAddress(), ...headers },
    body: JSON.stringify({ token }),
  });

async function signIn(token: string, origin = HTTPS) {
  const response = await send(signInRequest(token, origin), env);
  expect(response.status).toBe(200);
  return { ...((await response.json()) as Told), ...cookieOf(response) };
}

function cookieOf(response: Response): { cookie: string; attributes: string[] } {
  const [cookie = '', ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ');
  return { cookie, attributes };
}

const request = (cookie: string, method = 'GET', path = '/session', headers: HeadersInit = {}, body?: string) =>
  new Request(`${HTTPS}/admin/v1${path}`, {
    method,
    headers: { cookie, ...headers },
    ...(body !== undefined && { body }),
  });
const statusOf = async (asked: Request, withEnv = env) => (await send(asked, withEnv)).status;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

afterEach(() => vi.useRealTimers());

describe('a session', () => {
  it('[A3] is what a token is exchanged for, says who it is, and ends', async () => {
    const { name, role, csrf, cookie, attributes } = await signIn(ANN);
    expect([name, role]).toEqual(['ann', 'owner']);
    expect(cookie).toMatch(/^__Host-edgewise-session=k2\./);
    expect(attributes.map((text) => text.toLowerCase())).toEqual(
      expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=strict', `max-age=${IDLE_MS / 1000}`]),
    );
    expect(cookie).not.toContain(ANN);
    const told = await send(request(cookie), env);
    expect(await told.json()).toEqual({ name, role, csrf });
    const out = await send(request(cookie, 'DELETE', '/session', { origin: HTTPS, 'x-edgewise-csrf': csrf }), env);
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    // Also for who kept the cookie.
    expect(await statusOf(request(cookie))).toBe(401);
  });

  it('[A3] over http is for the machine itself alone', async () => {
    const { cookie, attributes } = await signIn(ANN, 'http://127.0.0.1:8787');
    expect(cookie).toMatch(/^edgewise-session=/);
    expect(attributes).not.toContain('Secure');
    expect(await statusOf(signInRequest(ANN, 'http://shop.example'))).toBe(400);
    // A cookie that anybody on the way could have set means nothing over https.
    expect(await statusOf(request(cookie))).toBe(401);
  });

  it('lets the browser ask at once for what the console will ask, and who has none is led to ask nothing', async () => {
    const { cookie } = await signIn(VERA);
    const linksOf = async (path: string, headers: HeadersInit) => {
      const response = await send(new Request(`${HTTPS}/console/${path}`, { headers }), env);
      expect([response.status, response.headers.get('vary')]).toEqual([200, 'accept-language, cookie']);
      return (response.headers.get('link') ?? '').split(', ').map((link) => link.replace(/-\w{8}\.js/, '.js'));
    };
    const answer = (path: string) => `</admin/v1${path}>; rel=preload; as=fetch; crossorigin=anonymous`;
    const script = (name: string) => `</console/parts/${name}.js>; rel=modulepreload`;
    expect(await linksOf('a%3Eb/now', { cookie })).toEqual([
      script('now'),
      script('en'),
      answer('/session'),
      answer('/sites/a%3Eb'),
      answer('/sites/a%3Eb/insight/now'),
    ]);
    expect(await linksOf('demo/people', { cookie, 'accept-language': 'pl,en' })).toEqual([
      script('people'),
      answer('/session'),
      answer('/sites/demo'),
    ]);
    expect(await linksOf('demo/constructor', {})).toEqual([script('en')]);
  });

  it('[A3] nothing but what was sealed here opens', async () => {
    const { cookie } = await signIn(ANN);
    const [name, value = ''] = cookie.split('=');
    const at = value.length - 8;
    const damaged = `${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}`;
    for (const forged of ['', 'x', 'k2.', damaged, value.replace('k2', 'k1'), `${value}A`]) {
      expect(await statusOf(request(`${name}=${forged}`))).toBe(401);
    }
    for (const token of ['', 'x', `${ANN}x`, ANN.slice(1), '*'.repeat(LIMITS.tokenLength)]) {
      expect(await statusOf(signInRequest(token))).toBe(401);
    }
    expect(await statusOf(signInRequest(7))).toBe(400);
    expect(await statusOf(signInRequest('*'.repeat(LIMITS.tokenLength + 1)))).toBe(400);
  });

  it('[A4] ends 12 hours after the last request, and 7 days after the sign-in', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let { cookie } = await signIn(ANN);
    later(IDLE_MS + 1_000);
    expect(await statusOf(request(cookie))).toBe(401);
    ({ cookie } = await signIn(ANN));
    for (let hours = 11; hours < LONGEST_MS / HOUR_MS; hours += 11) {
      later(11 * HOUR_MS);
      const answer = await send(request(cookie), env);
      expect([hours, answer.status]).toEqual([hours, 200]);
      ({ cookie } = cookieOf(answer));
    }
    later(11 * HOUR_MS);
    expect(await statusOf(request(cookie))).toBe(401);
  });

  it('[A4] ends with its token, and has the role that the setting says now', async () => {
    const { cookie } = await signIn(ANN);
    const told = await send(request(cookie), { ...env, EDGEWISE_ADMIN_TOKEN: `vera:${VERA},ann/viewer:${ANN}` });
    expect(await told.json()).toMatchObject({ name: 'ann', role: 'viewer' });
    for (const setting of [`vera:${VERA}`, `ann:${ANN}-replaced`, `anna:${ANN}`]) {
      expect(await statusOf(request(cookie), { ...env, EDGEWISE_ADMIN_TOKEN: setting })).toBe(401);
    }
  });

  it('[A5] after so many failed attempts of one network the next waits, with any token', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const from = (address: string, token: string) =>
      send(signInRequest(token, HTTPS, { 'cf-connecting-ip': address }), env);
    for (let i = 0; i < 3; i++) expect((await from('203.0.113.9', ANN)).status).toBe(200);
    // At once, and from several addresses of the network.
    const answers = await Promise.all(
      Array.from({ length: LIMITS.failedSignIns + 5 }, (_, i) => from(`203.0.113.${i}`, 'wrong')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...new Array(LIMITS.failedSignIns).fill(401),
      ...new Array(5).fill(429),
    ]);
    const refused = await from('203.0.113.77', ANN);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(900);
    expect((await from('203.0.114.9', ANN)).status).toBe(200);
    later(wait * 1_000);
    expect((await from('203.0.113.77', ANN)).status).toBe(200);
  });

  it('[A9] a change by session needs the word and the worker’s own origin', async () => {
    await makeSite('own-pages');
    const { cookie, csrf } = await signIn(ANN);
    const other = await signIn(VERA);
    const patch = (headers: Record<string, string>) =>
      statusOf(request(cookie, 'PATCH', '/sites/own-pages', headers, '{"name":"New"}'));
    expect(await patch({})).toBe(403);
    expect(await patch({ origin: HTTPS })).toBe(403);
    expect(await patch({ 'x-edgewise-csrf': csrf })).toBe(403);
    expect(await patch({ origin: HTTPS, 'x-edgewise-csrf': other.csrf })).toBe(403);
    for (const origin of [
      'null',
      'http://edge.example',
      'https://edge.example:8443',
      'https://edge.example.evil.example',
    ]) {
      expect(await patch({ origin, 'x-edgewise-csrf': csrf })).toBe(403);
    }
    expect(await asAdmin('GET', '/sites/own-pages')).toMatchObject({ name: 'own-pages' });
    expect(await patch({ origin: HTTPS, 'x-edgewise-csrf': csrf })).toBe(200);
    // Nor is anybody signed in, or out, by another page.
    expect(await statusOf(signInRequest(ANN, HTTPS, { origin: 'https://evil.example' }))).toBe(403);
    expect(await statusOf(request(cookie, 'DELETE', '/session', { origin: 'https://evil.example' }))).toBe(403);
    expect(await statusOf(request(cookie))).toBe(200);
  });

  it('[A1] Authorization is judged alone', async () => {
    const { cookie } = await signIn(ANN);
    expect(await statusOf(request(cookie, 'GET', '/session', { authorization: 'Bearer wrong' }))).toBe(401);
    const token = await send(request(cookie, 'GET', '/session', { authorization: `Bearer ${VERA}` }), env);
    expect(await token.json()).toEqual({ name: 'vera', role: 'viewer' });
  });

  it('[A2] a setting that names an unknown role opens to nobody', async () => {
    for (const setting of [`ann/boss:${ANN}`, `ann/:${ANN}`, `ann:${ANN},bob/viewer:short`]) {
      expect(await statusOf(signInRequest(ANN), { ...env, EDGEWISE_ADMIN_TOKEN: setting })).toBe(503);
    }
  });

  it('[A7] a viewer sees how many events were refused, and not what they said', async () => {
    await makeSite('seen-by-vera');
    const rejected = {
      n: 1,
      reason: 'name',
      event: '{"name":"?","params":{"email":"a person’s"}}',
      device: 'of-somebody',
    };
    const { shopOf } = await import('../objects/names.ts');
    await shopOf(testEnv, 'seen-by-vera').addRejects([rejected], Date.now());
    type Refused = { by_reason: object[]; newest: object[] };
    const seenBy = async (token: string) => {
      const { cookie } = await signIn(token);
      const asked = async (route: string): Promise<unknown> =>
        (await send(request(cookie, 'GET', `/sites/seen-by-vera/${route}`), env)).json();
      return [(await asked('rejects')) as Refused, ((await asked('health')) as { refused: Refused }).refused];
    };
    const counts = { by_reason: [{ reason: 'name', count: 1 }], newest: [] };
    expect(await seenBy(VERA)).toEqual([counts, counts]);
    for (const { newest } of await seenBy(ANN)) expect(newest).toHaveLength(1);
  });
});

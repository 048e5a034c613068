import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { JUDGED } from '../alerts/channels.ts';
import { adminRequest, asAdmin, makeSite, send, testEnv } from '../testing/client.ts';
import { deliver, events, shopEvent } from '../testing/insight.ts';
import { alertsOf, pulseOf } from './names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let count = 0;

interface Said {
  what: string;
  words: string;
  curve: string;
  picture: { url: string; alt: string; expires: number };
}

async function watched() {
  const site = `alerts-${count++}`;
  await makeSite(site, { time_zone: 'UTC' });
  const put = (path: string, body: object) => asAdmin('PUT', `/sites/${site}/alerts/${path}`, JSON.stringify(body));
  await put('channels/ops', { kind: 'webhook', name: 'Ops', url: 'https://ops.acme.com/x', secret: 'hush' });
  const said: Said[] = [];
  let answer = 200;
  const look = (now: number) =>
    runInDurableObject(alertsOf(testEnv, site), async (instance) => {
      instance.outside = {
        ...JUDGED,
        connect: () => {
          throw new Error('no socket was asked for');
        },
        fetch: async (_, init) => {
          if (answer === 200) said.push(JSON.parse(String(init.body)) as Said);
          return new Response('', { status: answer });
        },
      };
      await instance.look(now);
    });
  return { site, put, said, look, fail: (status: number) => (answer = status) };
}

const carts = (site: string, device: string, time: number, n: number) =>
  events(
    site,
    device,
    device,
    Array.from({ length: n }, (_, i) => shopEvent(i + 1, time + i, 'add_to_cart')),
    {
      facets: { device_class: 'phone' },
    },
  );

describe('alerts', () => {
  it('[N18] a threshold is said once, and its end once; a snooze silences', async () => {
    const { site, put, said, look } = await watched();
    await put('rules/many', {
      name: 'Many carts',
      metric: 'carts',
      kind: 'above',
      value: 5,
      window_minutes: 10,
      channels: ['ops'],
    });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    await deliver([carts(site, 'device-1', now - 3 * MINUTE, 8)]);
    for (const minutes of [0, 1, 2]) await look(now + 30_000 + minutes * MINUTE);
    expect(said).toMatchObject([
      { what: 'started', words: expect.stringContaining('carts: 8 in 10 minutes, above 5') },
    ]);
    await look(now + 20 * MINUTE);
    await look(now + 21 * MINUTE);
    expect(said.map(({ what }) => what)).toEqual(['started', 'recovered']);
    await asAdmin('POST', `/sites/${site}/alerts/rules/many/snooze`, JSON.stringify({ minutes: 60 }));
    await deliver([carts(site, 'device-2', now - MINUTE, 8)]);
    await look(now + 30_000);
    expect(said).toHaveLength(2);
    const { rules, channels, incidents } = await asAdmin<{
      rules: { state: object }[];
      channels: object[];
      incidents: { outcome: object }[];
    }>('GET', `/sites/${site}/alerts`);
    expect(rules[0]!.state).toHaveProperty('open');
    expect(JSON.stringify(channels)).not.toMatch(/hush|ops\.acme/);
    expect(incidents.map(({ outcome }) => outcome)).toEqual([{ ops: 'sent' }, { ops: 'sent' }]);
  });

  it('a rule that names a channel twice says it once; one that cannot be looked at keeps no other silent', async () => {
    const { site, put, said, look } = await watched();
    const rule = (name: string, metric: string) =>
      put(`rules/${name}`, { name, metric, kind: 'above', value: 1, window_minutes: 10, channels: ['ops', 'ops'] });
    await rule('first', 'carts');
    await rule('second', 'carts');
    await rule('third', 'events');
    // What the second is looked at by is broken.
    await runInDurableObject(alertsOf(testEnv, site), (_, { storage }) => {
      storage.sql.exec(
        "UPDATE rules SET rule = json_set(rule, '$.kind', 'anomaly', '$.metric', 'orders') WHERE id = 'second'",
      );
      storage.sql.exec("INSERT INTO watches (metric, upto, watch) VALUES ('orders', 0, 'null')");
    });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    await deliver([carts(site, 'device-1', now - 3 * MINUTE, 3)]);
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    await look(now + 30_000);
    await look(now + 30_000 + MINUTE);
    expect(silent.mock.calls.map(([line]) => (JSON.parse(String(line)) as { rule: string }).rule)).toEqual([
      'second',
      'second',
    ]);
    silent.mockRestore();
    expect(said.map(({ words }) => words.split(':')[0]).sort()).toEqual(['carts', 'events']);
  });

  it('a channel that fails is tried again, and the notice is sent once', async () => {
    const { site, put, said, look, fail } = await watched();
    await put('rules/many', {
      name: 'Many carts',
      metric: 'carts',
      kind: 'above',
      value: 1,
      window_minutes: 10,
      channels: ['ops', 'gone'],
    });
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    await deliver([carts(site, 'device-1', now - 3 * MINUTE, 3)]);
    fail(503);
    await look(now + 30_000);
    expect(said).toEqual([]);
    fail(200);
    await look(now + 4 * MINUTE);
    await look(now + 5 * MINUTE);
    expect(said).toHaveLength(1);
    const { incidents } = await asAdmin<{ incidents: { outcome: Record<string, string> }[] }>(
      'GET',
      `/sites/${site}/alerts`,
    );
    expect(incidents[0]!.outcome).toMatchObject({ ops: 'sent', gone: 'there is no such channel' });
  });

  it('[N17] an anomaly is told by the history, with the value that tells most', async () => {
    const { site, put, said, look } = await watched();
    const now = Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE;
    await deliver([carts(site, 'device-1', now - 10 * MINUTE, 1)]);
    // Three weeks of hours: 600 carts an hour, most of them on phones; then phones stop.
    await runInDurableObject(pulseOf(testEnv, site, 0, 0), (_, { storage: { sql } }) => {
      const hour = 60 * MINUTE;
      const rows: [number, string, number, string, number][] = [];
      const put = (level: number, start: number, phone: number, desktop: number) =>
        rows.push(
          [level, '', start, '', phone + desktop],
          [level, 'device_class', start, 'phone', phone],
          [level, 'device_class', start, 'desktop', desktop],
          [level, 'source', start, '(not set)', phone + desktop],
        );
      const floor = Math.floor((now - 47 * hour) / hour) * hour;
      for (let at = floor - 21 * 24 * hour; at < floor; at += hour) put(1, at, 480, 120);
      for (let at = floor; at < now; at += MINUTE) put(0, at, at < now - 15 * MINUTE ? 8 : 0, 2);
      sql.exec(
        `INSERT INTO cells SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'carts', value ->> 4 FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET amount = excluded.amount`,
        JSON.stringify(rows),
      );
    });
    const tested = await asAdmin<{ notices: { what: string }[] }>('GET', `/sites/${site}/alerts/backtest?metric=carts`);
    expect(tested.notices.filter(({ what }) => what === 'started')).toHaveLength(1);
    await put('rules/odd', { name: 'Carts', metric: 'carts', kind: 'anomaly', channels: ['ops'] });
    await look(now + 30_000);
    await look(now + 90_000);
    expect(said).toMatchObject([
      {
        what: 'started',
        words: expect.stringMatching(/^carts down 80%, only where device is phone, since \d\d:\d\d$/),
      },
    ]);
    const { picture } = said[0]!;
    expect(picture.alt).toMatch(/^Curve of carts from .* were expected\. The incident is marked from \d\d:\d\d\.$/);
    const seen = await send(new Request(picture.url));
    expect(seen.headers.get('content-type')).toBe('image/png');
    expect(seen.headers.get('cache-control')).toContain('private');
    const bytes = new Uint8Array(await seen.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(1, 4))).toBe('PNG');
    // Another site's address, another notice, a guess.
    const { pathname } = new URL(picture.url);
    for (const path of [
      pathname.replace(site, 'alerts-0'),
      pathname.replace(/.{6}\.png$/, 'AAAAAA.png'),
      `/alerts/v1/${site}/x.png`,
      pathname.replace('.png', ''),
    ])
      expect((await send(new Request(`https://edge.example${path}`))).status).toBe(404);
    // The trial of a channel shows what a picture looks like.
    await asAdmin('POST', `/sites/${site}/alerts/channels/ops/try`);
    expect((await send(new Request(said[1]!.picture.url))).status).toBe(200);
  });

  it('[N22] a slow drift is told by whole days, once, with its curve; a back-test tells it before', async () => {
    const { site, put, said, look } = await watched();
    const now = Date.now();
    await deliver([carts(site, 'device-1', now - 10 * MINUTE, 1)]);
    const today = Math.floor(now / DAY) * DAY;
    // Ten weeks: 2,000 views and 200 carts a day; for the last two, 1.5% fewer carts each day.
    await runInDurableObject(pulseOf(testEnv, site, 0, 0), (_, { storage: { sql } }) => {
      const rows = Array.from({ length: 70 }, (_, i) => {
        const day = today - (70 - i) * DAY;
        const share = i < 56 ? 1 : 0.985 ** (i - 55);
        // Spread over the day, so that no hour is odd.
        return Array.from({ length: 24 }, (_, hour) => [
          [day + hour * HOUR, 'views', 240],
          [day + hour * HOUR, 'carts', Math.round(40 * share)],
        ]).flat();
      }).flat();
      sql.exec(
        `INSERT INTO cells SELECT 1, '', value ->> 0, '', value ->> 1, value ->> 2 FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET amount = excluded.amount`,
        JSON.stringify(rows),
      );
    });
    await put('rules/odd', { name: 'Carts', metric: 'carts', kind: 'anomaly', channels: ['ops'] });
    const noon = today + 12 * HOUR;
    await look(noon);
    await look(noon + MINUTE);
    const drifts = said.filter(({ words }) => words.includes('slowly'));
    expect(drifts).toMatchObject([
      {
        what: 'started',
        words: expect.stringMatching(/^carts for each page view down \d+%, slowly, over \d+ days, since \d+ \w+$/),
      },
    ]);
    expect(drifts[0]!.picture.alt).toMatch(/ at the end, where .* were expected/);
    const { notices } = await asAdmin<{ notices: { what: string; is_drift?: true; since: number }[] }>(
      'GET',
      `/sites/${site}/alerts/backtest?metric=carts`,
    );
    const [told] = notices.filter(({ is_drift }) => is_drift);
    expect(told).toMatchObject({ what: 'started' });
    expect(told!.since).toBeGreaterThanOrEqual(today - 15 * DAY);
  });

  it('refuses what could be used against the worker', async () => {
    const { site } = await watched();
    const status = async (path: string, body: object) =>
      (await send(adminRequest('PUT', `/sites/${site}/alerts/${path}`, JSON.stringify(body)))).status;
    expect(await status('channels/x', { kind: 'webhook', name: 'x', url: 'https://127.0.0.1/' })).toBe(400);
    expect(await status('channels/x', { kind: 'fax', name: 'x' })).toBe(400);
    expect(await status('rules/X y', { name: 'x', metric: 'carts', kind: 'above', channels: [] })).toBe(400);
    expect(await status('rules/x', { name: 'x', metric: "carts'; --", kind: 'above', channels: [] })).toBe(400);
  });
});

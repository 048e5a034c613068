import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { PersonState } from '@edgewise/core/person/state';
import { describe, expect, it, vi } from 'vitest';
import { directoryOf, personOf, trainerOf } from '../objects/names.ts';
import {
  asAdmin,
  collect,
  makeSite,
  ORIGIN,
  pageRequest,
  personBatch,
  send,
  testEnv,
  view,
} from '../testing/client.ts';

/** A queue batch waits up to a second. */
const WAIT = { timeout: 15_000, interval: 50 };

let count = 0;
/** A site of its own for each test: storage is shared inside this file. */
async function freshSite(): Promise<string> {
  const site = `collect-${count++}`;
  await makeSite(site);
  return site;
}
const device = 'device-0000-0001';

const person = (site: string) => asAdmin<PersonState>('GET', `/sites/${site}/people?device=${device}`);

async function lakeLines(site: string): Promise<{ device: string; n: number }[]> {
  const { objects } = await testEnv.BUCKET.list({ prefix: `${site}/lake/` });
  const texts = await Promise.all(
    objects.map(async ({ key }) => {
      const stored = (await testEnv.BUCKET.get(key))!;
      return new Response(stored.body.pipeThrough(new DecompressionStream('gzip'))).text();
    }),
  );
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { device: string; n: number }),
  );
}

describe('POST /v1/collect', () => {
  it('[W3] acknowledges up to the first gap, and past it when the gap is filled', async () => {
    const site = await freshSite();
    expect((await collect(personBatch(site, device, [view(1, 'a'), view(2, 'b'), view(5, 'c')]))).ack).toBe(2);
    expect((await collect(personBatch(site, device, [view(3, 'd')], { void: [[4, 4]] }))).ack).toBe(5);
  });

  it('[W4] a replay is acknowledged again and changes nothing', async () => {
    const site = await freshSite();
    const batch = personBatch(site, device, [view(1, 'a'), view(2, 'b')]);
    const first = await collect(batch);
    const before = await person(site);
    const again = await collect({ ...batch, route: first.route });
    expect(again.ack).toBe(2);
    expect((await person(site)).contributions).toEqual(before.contributions);
  });

  it('[W6] a bad event is refused alone, its number settled, and shown to the shop', async () => {
    const site = await freshSite();
    const answer = await collect(
      personBatch(site, device, [view(1, 'a'), { n: 2, t: 1, name: 'no good' }, view(3, 'c')]),
    );
    expect(answer.ack).toBe(3);
    expect(answer.refused).toEqual([{ n: 2, reason: expect.stringContaining('name') }]);
    await vi.waitFor(async () => {
      const shown = await asAdmin<{ newest: { n: number; event: string }[] }>('GET', `/sites/${site}/rejects`);
      expect(shown.newest).toEqual([expect.objectContaining({ n: 2, event: expect.stringContaining('no good') })]);
    }, WAIT);
  });

  it('[W9] what is accepted reaches the lake once, also when the queue was down at first', async () => {
    const site = await freshSite();
    const answer = await collect(personBatch(site, device, [view(1, 'a')]));
    expect(answer.ack).toBe(1);
    const { person: id } = (await directoryOf(testEnv, site, 'device', device).find('device', device))!;
    const stub = personOf(testEnv, site, id);
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(1), WAIT);

    // The queue refuses: the row stays in the outbox, and the alarm sends it.
    await runInDurableObject(stub, async (_, state) => {
      const message = {
        v: 1,
        kind: 'events',
        site,
        person: id,
        device,
        source: 'browser',
        received: Date.now(),
        language: '',
      };
      const events = [{ n: 2, time: Date.now(), name: 'page_view', items: [], params: {} }];
      state.storage.sql.exec(
        'INSERT INTO outbox (messages) VALUES (?)',
        JSON.stringify([{ ...message, events, refused: [] }]),
      );
    });
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    await vi.waitFor(async () => expect((await lakeLines(site)).map(({ n }) => n).sort()).toEqual([1, 2]), WAIT);
    await runInDurableObject(stub, (_, state) => {
      expect(state.storage.sql.exec('SELECT COUNT(*) AS n FROM outbox').one().n).toBe(0);
    });
  });

  it('[W9] a known device writes at most four rows a batch, whatever its size', async () => {
    const site = await freshSite();
    const { route } = await collect(personBatch(site, device, [view(1, 'a')]));
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(1), WAIT);
    const { person: id } = (await directoryOf(testEnv, site, 'device', device).find('device', device))!;
    const stub = personOf(testEnv, site, id);
    const counted = { rows: 0, alarms: 0 };
    await runInDurableObject(stub, (_, { storage }) => {
      const exec = storage.sql.exec.bind(storage.sql);
      vi.spyOn(storage.sql, 'exec').mockImplementation(((query: string, ...bindings: unknown[]) => {
        const cursor = exec(query, ...bindings);
        if (!query.startsWith('SELECT')) counted.rows += cursor.rowsWritten;
        return cursor;
      }) as typeof storage.sql.exec);
      const setAlarm = storage.setAlarm.bind(storage);
      vi.spyOn(storage, 'setAlarm').mockImplementation((due) => {
        counted.alarms++;
        return setAlarm(due);
      });
    });
    const events = Array.from({ length: 200 }, (_, i) => view(i + 2, `item-${i}`));
    await collect(personBatch(site, device, events, { route }));
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(201), WAIT);
    await runInDurableObject(stub, () => vi.restoreAllMocks());
    console.log(`a known device's batch of 200 events: ${counted.rows} rows and ${counted.alarms} alarms written`);
    expect(counted.rows).toBeGreaterThanOrEqual(2);
    expect(counted.rows + counted.alarms).toBeLessThanOrEqual(4);
  });

  it.each(['person', 'session'])('[W20] the lake knows how a page was reached, and from what (%s)', async (tier) => {
    const site = await freshSite();
    const params = { page_location: `${ORIGIN}/p/1?gclid=redacted`, page_referrer: 'https://www.google.com/' };
    const event = { n: 1, t: Date.now(), name: 'page_view', params };
    const person = personBatch(site, device, [
      event,
      {
        n: 2,
        t: Date.now(),
        name: 'page_view',
        params: { ...params, page_location: `${ORIGIN}/p/2`, page_referrer: `${ORIGIN}/p/1` },
      },
    ]);
    const { device: _, ...rest } = person as typeof person & { device?: string };
    const body =
      tier === 'person' ? person : { ...rest, batch: 'batch-0000-0001', visit: 'visit-0000-0001', consent: { tier } };
    const request = pageRequest('/v1/collect', body);
    request.headers.set('user-agent', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36');
    expect((await send(request)).status).toBe(200);
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(2), WAIT);
    const lines = (await lakeLines(site)) as unknown as { facets: unknown; arrival?: unknown }[];
    expect(lines[0]).toMatchObject({
      facets: { device_class: 'phone', source: 'google', channel: 'Paid Search', landing_page: '/p/1' },
      arrival: { source: 'google', medium: 'cpc', channel: 'Paid Search', referrer: 'google.com', landing: '/p/1' },
    });
    expect(lines[1]).not.toHaveProperty('arrival');
  });

  it('[W1] refuses a page that the site does not list, and answers a listed one with its CORS header', async () => {
    const site = await freshSite();
    const body = personBatch(site, device, []);
    const refused = await send(pageRequest('/v1/collect', body, 'https://evil.example'));
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const taken = await send(pageRequest('/v1/collect', body));
    expect(taken.status).toBe(200);
    expect(taken.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(taken.headers.get('cache-control')).toContain('no-store');
    expect(taken.headers.get('x-request-id')).toBeTruthy();
    expect((await send(pageRequest('/v1/collect', personBatch('nobody', device, [])))).status).toBe(404);
  });

  it('[T6] refuses what is too large, too deep or no JSON before reading it', async () => {
    const site = await freshSite();
    const status = async (body: string) => (await send(pageRequest('/v1/collect', body))).status;
    expect(await status(JSON.stringify(personBatch(site, device, [], { x: 'y'.repeat(61_440) })))).toBe(413);
    expect(await status('['.repeat(1000) + ']'.repeat(1000))).toBe(400);
    expect(await status('{')).toBe(400);
    expect(await status('null')).toBe(400);
  });

  it('[T6] gives up a body that says no length, one byte past the limit', async () => {
    const body = new Blob([new Uint8Array(2_000_000).fill(32)]).stream();
    const request = new Request('https://edge.example/v1/collect', {
      method: 'POST',
      body,
      headers: { origin: ORIGIN },
    });
    expect(request.headers.has('content-length')).toBe(false);
    expect((await send(request)).status).toBe(413);
  });

  it('[W9] what does not fit one message travels in several, and nothing stays behind', async () => {
    const site = await freshSite();
    const bad = Array.from({ length: 440 }, (_, i) => ({ n: i + 1, x: '"'.repeat(46) }));
    expect((await collect(personBatch(site, device, bad))).ack).toBe(440);
    await collect(personBatch(site, device, [view(441, 'behind')]));
    await vi.waitFor(async () => expect((await lakeLines(site)).map(({ n }) => n)).toEqual([441]), WAIT);

    const lists = Array.from({ length: 16 }, (_, i) => ({
      n: i + 1,
      t: Date.now(),
      name: 'view_item_list',
      params: { items: Array.from({ length: 200 }, () => ({ item_id: 'n' })) },
    }));
    const anonymous = { batch: 'batch-00000016', consent: { tier: 'contextual' }, events: lists };
    const { device: _, ...rest } = personBatch(site, device, []);
    await collect({ ...rest, ...anonymous });
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(17), WAIT);
  });

  it('[W9] an anonymous batch sent again later is counted once', async () => {
    const site = await freshSite();
    const { device: _, ...rest } = personBatch(site, device, [view(1, 'a', Date.now() - 1000)]);
    const batch = { ...rest, batch: 'batch-00000002', visit: 'visit-00000002', consent: { tier: 'session' } };
    await collect(batch);
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(1), WAIT);
    await collect({ ...batch, sent: Date.now() - 700 });
    await collect({ ...batch, batch: 'batch-00000003', events: [view(1, 'b')] });
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(2), WAIT);
    await runInDurableObject(trainerOf(testEnv, site), (_, { storage }) => {
      const { rows } = storage.sql.exec<{ rows: string }>('SELECT rows FROM sessions').one();
      expect((JSON.parse(rows) as unknown[]).length).toBe(2);
    });
  });

  it('below tier person nothing is kept of a person, and a repeated batch is one', async () => {
    const site = await freshSite();
    const batch = {
      v: 1,
      site,
      batch: 'batch-00000001',
      sent: Date.now(),
      consent: { tier: 'contextual' },
      context: { page_location: ORIGIN },
      events: [view(1, 'a')],
    };
    expect(await collect(batch)).toEqual({ v: 1 });
    await collect(batch);
    await vi.waitFor(async () => expect(await lakeLines(site)).toHaveLength(1), WAIT);
    expect(JSON.stringify(await lakeLines(site))).not.toContain('person');
  });

  it('a session that has been silent for 30 minutes goes to the trainer once', async () => {
    const site = await freshSite();
    const past = Date.now() - 40 * 60_000;
    await collect(personBatch(site, device, [view(1, 'a', past), view(2, 'b', past + 1000)]));
    const { person: id } = (await directoryOf(testEnv, site, 'device', device).find('device', device))!;
    await runDurableObjectAlarm(personOf(testEnv, site, id));
    await vi.waitFor(async () => {
      expect((await asAdmin<{ sessions: number }>('GET', `/sites/${site}/model`)).sessions).toBe(1);
    }, WAIT);
    expect((await person(site)).contributions[0]).not.toHaveProperty('session');
  });
});

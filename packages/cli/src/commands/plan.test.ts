import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCatalogue } from '@edgewise/core/catalogue/build';
import { parseRow } from '@edgewise/core/catalogue/parse-row';
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { SimulationReport } from '@edgewise/core/plan/simulate';
import { SessionLog } from '@edgewise/core/recommend/session-log';
import { train } from '@edgewise/core/recommend/train';
import { describe, expect, it } from 'vitest';
import { type Answer, fileOf, type Request, run, worldOf } from './command.testkit.ts';
import { planCommand } from './plan.ts';

const { version: _, ...START } = DEFAULT_PLAN;
const EXCLUDING = {
  ...START,
  rules: [
    { id: 'no-p1', effect: { do: 'exclude', what: { items: ['p1'] } } },
    { id: 'p20-first', placements: ['home'], effect: { do: 'pin', item: 'p20', slot: 1 } },
  ],
};
const TOKEN = ['--token', 'a-token-of-thirty-two-characters'];
const AT = ['--site', 'acme', ...TOKEN];

/** A worker with a published plan, which says yes to everything. */
const worker = (answer: (request: Request) => Answer | undefined = () => undefined) =>
  worldOf(
    (request) =>
      answer(request) ??
      (request.method === 'GET' && request.path.endsWith('/plan')
        ? { body: { version: 'p3', document: START } }
        : request.path.includes('/draft')
          ? { body: { revision: 7, valid: true } }
          : {
              body: {
                version: 'p4',
                before: 'p3',
                restores: 'p2',
                entries: [],
                default_market: 'uk',
                time_zone: 'UTC',
              },
            }),
  );

const draft = fileOf(JSON.stringify(EXCLUDING), 'plan.json');

describe('edgewise plan', () => {
  it('names every mistake of a draft, with its path and the fix, and publishes none', async () => {
    const wrong = fileOf(
      JSON.stringify({ ...START, colour: 1, rules: [{ id: 'r', effect: { do: 'stock', least: -1 } }] }),
    );
    const { world, requests } = worker();
    const { code, out } = await run(planCommand(world), ['validate', '--draft', wrong]);
    expect(code).toBe(1);
    expect(out).toMatch(/2 mistakes/);
    expect(out).toContain('$.colour');
    expect(out).toContain('$.rules[0].effect.least');
    const published = await run(planCommand(world), ['publish', ...AT, '--draft', wrong, '--why', 'x']);
    expect(published.code).toBe(1);
    expect(published.err).toContain('2 mistakes');
    expect(requests).toEqual([]);
  });

  it('says what differs from the published plan', async () => {
    const { out } = await run(planCommand(worker().world), ['diff', ...AT, '--draft', draft, '--json']);
    expect(JSON.parse(out)).toMatchObject({ version: 'p3', changes: [{ path: '$.rules' }] });
  });

  it('rolls back with a reason', async () => {
    const back = await run(planCommand(worker().world), ['rollback', ...AT, '--why', 'oops']);
    expect(back.out).toContain('p4 shows what p2 showed');
  });

  it('asks for what is missing and knows its tasks', async () => {
    const { world } = worker();
    expect((await run(planCommand(world), [])).code).toBe(2);
    expect((await run(planCommand(world), ['toString'])).code).toBe(2);
    expect((await run(planCommand(world), ['publish', ...AT, '--draft', draft])).err).toContain('--why');
    expect((await run(planCommand(world), ['rollback', ...AT, '--why', 'x', '--draft', draft])).err).toContain(
      '--draft',
    );
    expect((await run(planCommand(world), ['approval', ...AT, '--why', 'x', '--on', '--off'])).code).toBe(2);
  });
});

/** A worker that keeps a draft as the Shop does: any change of it takes an approval back [L5]. */
function shop({ needsApproval = false, version = 'p3', mistakes = [] as object[] } = {}) {
  const kept = { revision: 4, who: '', approved_by: null as string | null, document: null as object | null };
  let published = { version, document: START as object };
  const refuse = (status: number, code: string) => ({ status, body: { error: { code, message: code } } });
  const { world, requests } = worldOf(({ method, path, headers, body }) => {
    const who = headers.get('authorization')!.slice('Bearer '.length);
    const what = `${method} ${path.replace('/admin/v1/sites/acme', '').replace(/\?.*/, '')}`;
    const match = headers.get('if-match');
    if (match !== null && match !== `"d${kept.revision}"`) return refuse(412, 'changed');
    if (what === 'GET /plan') return { body: { ...published, draft_revision: kept.revision } };
    if (what === 'PUT /plan/draft') {
      Object.assign(kept, { revision: kept.revision + 1, who, approved_by: null, document: JSON.parse(body) });
      return { body: { revision: kept.revision, mistakes } };
    }
    if (!kept.document) return refuse(404, 'no_draft');
    if (what === 'GET /plan/draft') return { body: kept };
    if (what === 'POST /plan/preview') return { body: { url: 'https://shop.example/?preview', expires: 0 } };
    if (what === 'POST /plan/draft/approve') {
      if (who === kept.who) return refuse(403, 'same_person');
      kept.approved_by = who;
      return { body: { revision: kept.revision, approved_by: who } };
    }
    if (needsApproval && kept.approved_by === null) return refuse(403, 'not_approved');
    const before = published.version;
    if (JSON.stringify(kept.document) === JSON.stringify(published.document)) {
      Object.assign(kept, { revision: kept.revision + 1, document: null, approved_by: null });
      return { body: { version: before, before, changed: false } };
    }
    published = { version: `p${Number(before.slice(1)) + 1 || 1}`, document: kept.document };
    Object.assign(kept, { revision: kept.revision + 1, document: null, approved_by: null });
    return { body: { version: published.version, before, changed: true } };
  });
  const as =
    (who: string) =>
    (task: string, ...args: string[]) =>
      run(planCommand(world), [task, '--site', 'acme', '--token', who, ...args]);
  const puts = () => requests.filter(({ method }) => method === 'PUT').length;
  return { kept, requests, ann: as('ann'), bob: as('bob'), puts };
}

describe('edgewise plan: a draft on its way', () => {
  const why = ['--why', 'p1 is broken'];
  const file = ['--draft', draft];

  it('[L6] publishes a file with a reason, a key, and the revision it was read at', async () => {
    const { ann, requests } = shop();
    const { out } = await ann('publish', ...file, ...why);
    expect(out).toContain('p4 is published in place of p3');
    const [put, post] = requests.filter(({ method }) => method !== 'GET');
    expect(put).toMatchObject({ method: 'PUT', path: '/admin/v1/sites/acme/plan/draft?why=p1%20is%20broken' });
    expect(put!.headers.get('if-match')).toBe('"d4"');
    expect(JSON.parse(put!.body)).toEqual(EXCLUDING);
    expect(post).toMatchObject({
      method: 'POST',
      path: '/admin/v1/sites/acme/plan/publish',
      body: '{"why":"p1 is broken"}',
    });
    expect(post!.headers.get('idempotency-key')).toMatch(/^cli-publish-5-/);
    expect(post!.headers.get('if-match')).toBe('"d5"');
  });

  it('[L5] a second person approves from the command line, and neither preview nor publish takes it back', async () => {
    const { ann, bob, kept, puts } = shop({ needsApproval: true });
    const early = await ann('publish', ...file, ...why);
    expect(early).toMatchObject({ code: 1, err: expect.stringMatching(/waits for a second person.*plan approve/) });
    expect((await ann('approve')).code).toBe(1);
    const approved = await bob('approve', ...file);
    expect(approved.out).toMatch(/d5 of ann is approved: 1 change against p3/);
    const preview = await ann('preview', ...file);
    expect(preview.out).toContain('the worker has this draft already: d5 of ann, approved by bob');
    expect(kept.approved_by).toBe('bob');
    // The same plan, its keys in another order.
    const turned = fileOf(JSON.stringify(Object.fromEntries(Object.entries(EXCLUDING).reverse())));
    const { out, code } = await ann('publish', '--draft', turned, ...why);
    expect([code, puts()]).toEqual([0, 1]);
    expect(out).toContain('p4 is published');
  });

  it('[L5] another file never replaces an approved draft on the way, only where that is asked for', async () => {
    const { ann, bob, kept, puts } = shop({ needsApproval: true });
    const other = ['--draft', fileOf(JSON.stringify(START))];
    await ann('draft', ...file);
    await bob('approve');
    for (const task of ['publish', 'preview']) {
      const { code, err } = await ann(task, ...other, ...(task === 'publish' ? why : []));
      expect(code).toBe(1);
      expect(err).toMatch(/draft d5 of ann, approved by bob, is another one: it differs in 1 place/);
    }
    expect([puts(), kept.approved_by]).toEqual([1, 'bob']);
    expect((await bob('approve', ...other)).err).toContain('is not this file:\n  $.rules');
    expect((await ann('draft', ...other)).out).toContain('the draft is d6 in place of d5 of ann, approved by bob');
    expect(kept.approved_by).toBeNull();
    await bob('approve');
    expect((await ann('publish', ...why)).out).toContain('nothing changed: p3 is in use, and d6 says nothing else');
    expect((await ann('publish', ...why)).err).toContain('the worker has no draft');
  });

  it('[L9] says of a file that is published already that nothing changed, and leaves a draft alone', async () => {
    const { ann, kept, requests } = shop();
    await ann('publish', ...file, ...why);
    await ann('draft', '--draft', fileOf(JSON.stringify(START)));
    const writes = requests.filter(({ method }) => method !== 'GET').length;
    const { code, out } = await ann('publish', ...file, ...why);
    expect([code, out]).toEqual([
      0,
      'nothing changed: p4 is in use, and the file says nothing else; no version is made\n',
    ]);
    expect(requests.filter(({ method }) => method !== 'GET')).toHaveLength(writes);
    expect(kept.document).toEqual(START);
  });

  it('[L2] tells what only the worker can find wrong, and publishes nothing', async () => {
    const { ann, requests } = shop({
      mistakes: [{ path: '$.templates[0]', message: 'is none', fix: 'close the tag' }],
    });
    const { code, err } = await ann('publish', ...file, ...why);
    expect([code, requests.filter(({ method }) => method === 'POST')]).toEqual([1, []]);
    expect(err).toContain('d5, and has 1 mistake\n  $.templates[0]: is none\n    → close the tag');
  });

  it('[X6] says at each publication who is held out, and at the first one what to do about it', async () => {
    const first = shop({ version: 'default-1' });
    expect((await first.ann('publish', ...file, ...why)).out).toMatch(/5% of visitors are held out.*"holdout"/s);
    const other = fileOf(JSON.stringify({ ...EXCLUDING, rules: [] }));
    const again = (await first.ann('publish', '--draft', other, ...why)).out;
    expect(again).toContain('5% of visitors are held out');
    expect(again).not.toContain('"holdout"');
    const none = shop({ version: 'default-1' });
    const nobody = fileOf(JSON.stringify({ ...EXCLUDING, holdout: { share: 0 } }));
    expect((await none.ann('publish', '--draft', nobody, ...why)).out).toContain('nobody is held out');
  });

  it('[L5] turns the second approver on and off', async () => {
    const { world, requests } = worker();
    const { out } = await run(planCommand(world), ['approval', ...AT, '--on', '--why', 'four eyes']);
    expect(out).toContain("'edgewise plan approve'");
    await run(planCommand(world), ['approval', ...AT, '--off', '--why', 'alone']);
    expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PATCH', '/admin/v1/sites/acme?why=four%20eyes', '{"plan_approval":true}'],
      ['PATCH', '/admin/v1/sites/acme?why=alone', '{"plan_approval":false}'],
    ]);
  });
});

describe('edgewise plan simulate', () => {
  const products = Array.from({ length: 30 }, (_, i) => {
    const row = {
      item_id: `p${i}`,
      title: `Thing ${i} <b>`,
      link: 'https://shop.example/',
      price: i + 1,
      currency: 'GBP',
      cost_of_goods_sold: (i + 1) / 2,
    };
    const parsed = parseRow(row, { market: 'uk', now: 0 });
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.product;
  });
  const catalogue = fileOf(buildCatalogue(products, { version: 'c1', now: 0 }), 'catalogue.bin');
  const log = new SessionLog();
  const lines = ['session_id,item_id,timestamp'];
  for (let s = 0; s < 60; s++) {
    for (let i = 0; i < 4; i++) {
      const item = `p${(s + i * (1 + (s % 2))) % 12}`;
      log.add(`s${s}`, item, 1_700_000_000 + s * 1000 + i);
      lines.push(`s${s},${item},${1_700_000_000 + s * 1000 + i}`);
    }
  }
  const model = fileOf(train(log.finish(), { now: 0 }).bytes, 'model.bin');
  const sessions = fileOf(lines.join('\n'), 'sessions.csv');
  const files = ['--log', sessions, '--model', model, '--catalogue', catalogue];

  it('replays sessions through both plans: what changes, figures, rules, and shelves side by side', async () => {
    const html = join(mkdtempSync(join(tmpdir(), 'edgewise-')), 'report.html');
    const { world } = worker();
    const asked = ['simulate', ...AT, '--draft', draft, ...files, '--html', html, '--json'];
    const { code, out } = await run(planCommand(world), asked);
    expect(code).toBe(0);
    const report = JSON.parse(out) as SimulationReport & { before: string };
    expect(report).toMatchObject({ before: 'p3', sessions: 60 });
    const home = report.shelves.find(({ placement }) => placement === 'home')!;
    expect(home.changed).toBe(1);
    expect(home.after.moved_by['p20-first']).toBe(1 / 8);
    expect(home.after.moved_by['no-p1']).toBeGreaterThan(0);
    // The pin is what took the place of what was kept off.
    expect(home.after.moved_by_rules).toBeCloseTo(1 / 8);
    expect(home.before.moved_by).toEqual({});
    expect(home.before.moved_by_rules).toBe(0);
    expect(home.after.mean_margin).toBeCloseTo(0.5);
    expect(home.after.mean_price!).toBeGreaterThan(home.before.mean_price!);
    for (const { examples } of report.shelves) for (const { after } of examples) expect(after).not.toContain('p1');
    expect(report).toMatchObject({ currency: 'GBP', visitor: { tier: 'person', segments: [] }, assuming: [] });
    const page = readFileSync(html, 'utf8');
    expect(page).toMatch(/mean price<\/td><td>£\d+\.\d\d</);
    expect(page).toContain('Thing 20 &lt;b&gt;');
    expect(page).not.toMatch(/<b>\s*<small|<script/);
    expect((await run(planCommand(world), asked)).out).toBe(out);
  });

  it('finds nothing changed between a plan and itself', async () => {
    const same = fileOf(JSON.stringify(START), 'same.json');
    const { out } = await run(planCommand(worker().world), [
      'simulate',
      ...AT,
      '--draft',
      same,
      ...files,
      '--before',
      same,
      '--json',
    ]);
    for (const { changed, overlap, before, after } of (JSON.parse(out) as SimulationReport).shelves) {
      expect({ changed, overlap }).toEqual({ changed: 0, overlap: 1 });
      expect(after).toEqual(before);
    }
  });

  it('shows rules that the draft took out, and says of whom nothing is known', async () => {
    const html = join(mkdtempSync(join(tmpdir(), 'edgewise-')), 'report.html');
    const ruled = {
      ...EXCLUDING,
      rules: [
        ...EXCLUDING.rules,
        { id: 'for-vips', when: { 'person.segments': { $in: ['vip'] } }, effect: { do: 'pin', item: 'p25', slot: 2 } },
      ],
    };
    const before = fileOf(JSON.stringify(ruled), 'before.json');
    const without = fileOf(JSON.stringify({ ...ruled, rules: ruled.rules.slice(1) }), 'after.json');
    const ask = (...more: string[]) => {
      const { world } = worker();
      const args = ['simulate', ...AT, '--draft', without, '--before', before, ...files, ...more];
      return run(planCommand(world), args);
    };
    const { out } = await ask('--html', html);
    expect(out).toMatch(/rule no-p1 \(not in the draft\): moved or kept off \d+\.\d% → –/);
    expect(out).toContain('Rule for-vips asks for person.segments: it is tried as for that visitor alone.');
    expect(out).toMatch(/rule for-vips: moved or kept off 0\.0% → 0\.0%/);
    const page = readFileSync(html, 'utf8');
    expect(page).toMatch(/kept off by no-p1<\/td><td>\d+\.\d%<\/td><td>taken out</);
    expect(page).toContain('Rule for-vips asks for person.segments');
    const vip = await ask('--visitor', '{"segments": ["vip"]}');
    expect(vip.out).toMatch(/rule for-vips: moved or kept off [1-9]/);
    expect((await ask('--visitor', '{"segment": ["vip"]}')).err).toContain("there is no 'segment'");
    expect((await ask('--visitor', '{"device": "fridge"}')).err).toContain('expected mobile, tablet, desktop');
  });

  it('takes sessions and files from the worker where none are given', async () => {
    const { readFileSync: read } = await import('node:fs');
    const { world, requests } = worldOf(() => ({ body: {} }));
    const fetched: typeof world = {
      ...world,
      fetch: async (url, init) => {
        const path = new URL(url).pathname;
        const json = (body: object) => new Response(JSON.stringify(body));
        requests.push({ path } as never);
        if (path.endsWith('/snapshots/catalogue')) return new Response(read(catalogue));
        if (path.endsWith('/snapshots/model')) return new Response(read(model));
        if (path.endsWith('/sessions')) {
          return json({ sessions: [['p1', 'p2', 'p3'].map((item, i) => ({ item, kind: 'view', time: 1e12 + i }))] });
        }
        if (path.endsWith('/plan')) return json({ version: 'p3', document: START });
        return json({ default_market: 'uk', time_zone: 'UTC', init: typeof init });
      },
    };
    const { out } = await run(planCommand(fetched), ['simulate', ...AT, '--draft', draft]);
    expect(out).toMatch(/^1 sessions, p3 → the draft\nEvery session is replayed as one visitor: tier person, desktop/);
    expect(out).toMatch(/home: differs in 100\.0% of the sessions/);
    for (const row of ['coverage of the catalogue', 'mean price', 'mean margin']) expect(out).toContain(row);
    expect(out).toMatch(/mean price +£\d+\.\d\d → £\d/);
    expect(out).toMatch(/rule p20-first \(new in the draft\): moved or kept off – → 12\.5%/);
  });
});

import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import { shopOf } from '../objects/names.ts';
import { adminRequest, asAdmin, CATALOGUE, makeSite, ndjson, send, testEnv } from '../testing/client.ts';
import type { LogEntry } from './log.ts';

const logOf = async (site: string, query = '') =>
  (await asAdmin<{ entries: LogEntry[] }>('GET', `/sites/${site}/audit${query}`)).entries;

describe("[A10] a site's log", () => {
  it('says who changed what, and why, for changes of every kind', async () => {
    await makeSite('kept');
    const rule = { name: 'Orders stop', metric: 'orders', kind: 'anomaly', channels: [] };
    const hook = { kind: 'webhook', name: 'Ours', url: 'https://hooks.slack.com/secret-path' };
    const day = '2026-11-01';
    await asAdmin('PATCH', '/sites/kept?why=renamed', '{"name":"Kept"}');
    await asAdmin('POST', '/sites/kept/catalogue', ndjson(CATALOGUE));
    await asAdmin('PUT', '/sites/kept/alerts/channels/ours', JSON.stringify(hook));
    await asAdmin(
      'PUT',
      `/sites/kept/alerts/rules/stop?why=${encodeURIComponent('Ștefan a cerut')}`,
      JSON.stringify(rule),
    );
    await asAdmin('POST', '/sites/kept/alerts/rules/stop/snooze', '{"minutes":5}');
    await send(adminRequest('DELETE', '/sites/kept/alerts/rules/stop'));
    await asAdmin(
      'PUT',
      '/sites/kept/insight/costs',
      JSON.stringify({ costs: [{ day, source: 'google', cost: '1' }] }),
    );
    await asAdmin('PATCH', '/sites/kept/identity', '{"suggestions":true}');
    await asAdmin('POST', '/sites/kept/identity/keys', '{"alg":"HS256","id":"k9"}');
    await asAdmin('GET', '/sites/kept/lake');
    const entries = (await logOf('kept')).filter(({ what }) => what !== 'snapshot.publish');
    expect(entries.map(({ what, detail }) => [what, detail]).reverse()).toEqual([
      ['site.create', { name: 'kept' }],
      ['site.change', { fields: ['name'] }],
      ['catalogue.import', { accepted: 16, refused: 0 }],
      ['alert.channel', { id: 'ours', name: 'Ours', kind: 'webhook' }],
      ['alert.rule', { id: 'stop', name: 'Orders stop', metric: 'orders', kind: 'anomaly', on: true }],
      ['alert.snooze', { id: 'stop', minutes: 5 }],
      ['alert.rule.remove', { id: 'stop' }],
      ['costs.put', { rows: 1 }],
      ['site.change', { fields: ['suggestions'] }],
      ['identity.change', { suggestions: true }],
      ['identity.key', { id: 'k9', alg: 'HS256' }],
      ['lake.list', {}],
    ]);
    expect(new Set(entries.map(({ who }) => who))).toEqual(new Set(['admin']));
    expect(entries.find(({ what }) => what === 'alert.rule')?.why).toBe('Ștefan a cerut');
    expect(JSON.stringify(entries)).not.toContain('secret');
  });

  it('has no line of what was refused, and says why in at most so many characters', async () => {
    await makeSite('refused-changes');
    const patch = (query: string, body = '{"name":"New"}') =>
      send(adminRequest('PATCH', `/sites/refused-changes${query}`, body));
    expect((await patch('', '{"currencies":["EUR"]}')).status).toBe(400);
    expect((await patch(`?why=${'x'.repeat(LIMITS.whyLength + 1)}`)).status).toBe(400);
    expect((await send(adminRequest('DELETE', '/sites/refused-changes/alerts/rules/none'))).status).toBe(404);
    expect((await logOf('refused-changes')).map(({ what }) => what)).toEqual(['site.create']);
    expect((await patch(`?why=${'x'.repeat(LIMITS.whyLength)}`)).status).toBe(200);
  });

  it('is read page by page, all of it or what is about one thing', async () => {
    await makeSite('long');
    const shop = shopOf(testEnv, 'long');
    for (let i = 0; i < 230; i++) await shop.note(i % 2 ? 'even.one' : 'odd.one', { i });
    const first = await logOf('long');
    expect(first).toHaveLength(200);
    const rest = await logOf('long', `?before=${first.at(-1)!.id}`);
    expect(rest).toHaveLength(31);
    expect(rest.at(-1)?.what).toBe('site.create');
    expect(await logOf('long', '?about=odd.')).toHaveLength(115);
    expect((await send(adminRequest('GET', '/sites/long/audit?before=x'))).status).toBe(400);
  });
});

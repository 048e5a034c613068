/** `recommend()` of the npm module: alone on a server, and on a page that measures. */
import { afterEach, describe, expect, it } from 'vitest';
import { recommend } from './recommend.ts';
import { settings } from './settings.ts';
import { bundlePage } from './testing/bundle-page.ts';
import { setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const at = () => ({ site: 'test-shop', endpoint: worker.origin });

describe('on a server', () => {
  afterEach(() => Object.assign(settings, { site: '', endpoint: '' }));

  it('[S25] answers with cards, why they are there, and what decided so', async () => {
    worker.told = () => ({ arms: 'few=many' });
    const answer = await recommend('similar', {
      ...at(),
      item: 'mug',
      count: 2,
      seen: ['a', 'b'],
      cart: ['tin'],
      market: 'ro',
      language: 'ro',
    });
    expect(answer).toEqual({
      request: 'r',
      plan: 'p',
      model: 'm',
      catalogue: 'c',
      placement: 'similar',
      title: 'similar',
      fallback: 0,
      // To be said back as `edgewise_arms`: without them who renders alone is in no experiment's figures [X10].
      arms: 'few=many',
      cards: [expect.objectContaining({ item_id: 'similar-1', strategy: 'trending', reason: 'Popular now', index: 0 })],
    });
    expect(worker.widgets[0]).toMatchObject({
      format: 'json',
      consent: { tier: 'session' },
      page: { type: 'product', item_id: 'mug' },
      placements: [{ id: 'similar', count: 2 }],
      cart: ['tin'],
      market: 'ro',
      context: { language: 'ro' },
    });
    expect(worker.widgets[0]!.seen.map(({ item_id }) => item_id)).toEqual(['a', 'b']);
  });

  it('[S25] never rejects, unless it is asked to', async () => {
    worker.mishaps.widgets.push({ status: 503 }, { status: 503 }, 'cut');
    const failed = await recommend('similar', at());
    expect(failed).toMatchObject({ placement: 'similar', cards: [] });
    expect(failed.error?.message).toBe(`recommend('similar'): ${worker.origin} answered 503: {}`);
    await expect(recommend('similar', { ...at(), throws: true })).rejects.toThrow('503');
    expect((await recommend('similar', at())).error).toBeInstanceOf(Error);
    expect((await recommend('similar')).error?.message).toContain('needs a site and an endpoint');
  });

  it('[S25] tells as much as the worker takes, and says what the worker says', async () => {
    const many = Array.from({ length: 300 }, (_, i) => `item-${i}`);
    expect((await recommend('similar', { ...at(), seen: many })).error).toBeUndefined();
    expect(worker.widgets[0]!.seen.map(({ item_id }) => item_id)).toEqual(many.slice(-100));
    worker.mishaps.widgets.push({ status: 400, body: { error: { code: 'invalid', message: 'count: got 100' } } });
    expect((await recommend('similar', { ...at(), count: 100 })).error?.message).toMatch(
      /answered 400: .*count: got 100/,
    );
  });

  it('[S25] is given up by a signal', async () => {
    worker.mishaps.widgets.push('hang');
    const control = new AbortController();
    const answer = recommend('similar', { ...at(), signal: control.signal });
    control.abort();
    expect((await answer).error?.name).toBe('AbortError');
  });
});

it('[S25] on a page with init knows the shopper, and needs no element', async () => {
  const code = await bundlePage(`
    import { consent, event, init, recommend } from '@edgewise/sdk';
    init({ site: 'test-shop', endpoint: '${worker.origin}', consent: 'person' });
    event('view_item', { items: [{ item_id: 'mug' }] });
    window.answer = recommend('similar');`);
  const page = await stage.open(shop.add('/app', { script: code }));
  await until(() => worker.widgets.length);
  expect(worker.widgets[0]).toMatchObject({
    consent: { tier: 'person' },
    device: expect.any(String),
    page: { type: 'product', item_id: 'mug' },
    seen: [{ item_id: 'mug', name: 'view_item' }],
    format: 'json',
  });
  expect(
    await page.evaluate(async () => (await (window as unknown as { answer: Promise<{ title: string }> }).answer).title),
  ).toBe('similar');
});

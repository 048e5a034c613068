import { expect, it } from 'vitest';
import type { Script } from '../script.ts';
import { situation } from './situation.ts';

it('[S9] a request for shelves that waited for a log-in tells of nobody but who came', async () => {
  let who = 'former';
  const script = {
    _envelope: () => ({ v: 1, site: 'demo', sent: 0, consent: { tier: 'person' }, context: { page_title: who } }),
    _settings: {
      pageType: 'home',
      get cart() {
        return [`${who}s-item`];
      },
    },
    _said: { _stated: {}, _happened: [] },
    _visitId: () => `${who}s-visit`,
    _device: () => ({ d: `${who}s-device`, n: 1, a: 0, s: [{ item_id: `${who}s-item`, name: 'view_item', t: 0 }] }),
    // Where a turn that waits is taken.
    _readOutbox: async () => {
      await Promise.resolve();
      who = 'second';
      return [];
    },
  };
  const request = await situation(script as unknown as Script);
  expect(request).toMatchObject({ visit: 'seconds-visit', device: 'seconds-device' });
  expect(JSON.stringify(request)).not.toContain('former');
});

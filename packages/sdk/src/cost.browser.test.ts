/** What a page costs a shopper's connection. */
import type { Tier } from '@edgewise/protocol/events';
import { expect, it } from 'vitest';
import { send, setStage, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

it.each<Tier>(['contextual', 'session', 'device', 'person'])(
  '%s: a page view and a later event are at most 3 requests and 2,500 bytes',
  async (tier) => {
    const page = await stage.open(shop.add('/', { attributes: `data-consent="${tier}"` }));
    await until(() => worker.named('page_view').length === 1);
    await send(page, 'event', 'test', { eid: 'one' });
    await until(() => worker.named('test').length === 1);
    await page.goto('about:blank');
    await page.close();
    const bytes = worker.wireBytes.reduce((sum, size) => sum + size, 0);
    console.log(`sdk wire at ${tier}: ${worker.wireBytes.length} requests, ${bytes} bytes`);
    expect(worker.wireBytes.length).toBeLessThanOrEqual(3);
    expect(bytes).toBeLessThanOrEqual(2_500);
  },
);

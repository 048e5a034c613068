/** Two tabs of one device: what one of them does while the events of the other wait for their time to leave [S7]. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

// Events of the one wait until the test lets them go.
const before = `window.due=[];
  var wait=setTimeout;setTimeout=function(f,ms){return ms>=1250&&ms<=2500?due.push(f):wait.apply(this,arguments)};`;
const waiting = async (page: Page) => Object.keys(await stored(page)).filter((key) => /^\d/.test(key)).length;
/** Settles when all is sent that was to be. */
const letGo = (page: Page) =>
  page.evaluate(async () => {
    for (const sendNow of (window as unknown as { due: (() => void)[] }).due.splice(0)) sendNow();
    await navigator.locks.request('edgewise-test-shop', () => undefined);
  });

let [one, other]: Page[] = [];

beforeEach(async () => {
  const attributes = 'data-consent="person"';
  one = await stage.open(shop.add('/one', { attributes, before, body: '<edgewise-recs placement="similar" />' }));
  await one.locator('edgewise-recs a').first().waitFor();
  await until(() => one!.evaluate(() => window.told.some(({ type }) => type === 'event')));
  await letGo(one);
  other = await stage.open(shop.add('/other', { attributes }));
  await until(async () => worker.named('page_view').length === 2 && !(await waiting(one!)));
  await send(one, 'event', 'custom', { id: 1 });
  await until(async () => (await waiting(one!)) === 1);
});

describe('while one’s events wait', () => {
  it('[S9] the other begins anew: one’s shelves are asked for as the new device, and its event is the former’s, once', async () => {
    const [device, known] = [worker.events[0]!.device, worker.widgets.length];
    await send(other!, 'reset');
    await until(() => worker.widgets.length > known);
    expect(worker.widgets[known]!.device).not.toBe(device);
    expect(worker.widgets[known]!.capsule).toBeUndefined();
    await letGo(one!);
    await until(() => worker.named('custom').length);
    expect(worker.named('custom').map((event) => event.device)).toEqual([device]);
    expect(worker.repeats).toBe(0);
  });

  it('[S20] the other erases the device: what had not left does not leave', async () => {
    const heard = one!.evaluate(
      () => new Promise((done) => (new BroadcastChannel('edgewise-test-shop').onmessage = () => done(0))),
    );
    await other!.evaluate(() => new Promise((done) => window.edgewise('erase', done)));
    await heard;
    // Reads behind what the script reads.
    await stored(one!);
    await letGo(one!);
    expect(worker.named('custom')).toEqual([]);
  });

  it('[S5] the other fills its cart: one’s shelves know it, acknowledged or not', async () => {
    const known = worker.widgets.length;
    await stage.context.setOffline(true);
    await send(other!, 'event', 'add_to_cart', { items: [{ item_id: 'new' }] });
    await until(async () => (await waiting(one!)) === 2);
    await stage.context.setOffline(false);
    await send(one!, 'refresh');
    await until(() => worker.widgets.length > known);
    expect(worker.widgets[known]!.seen.map(({ item_id }) => item_id)).toEqual(['new']);
    await until(() => worker.named('add_to_cart').length);
    await send(one!, 'refresh');
    await until(() => worker.widgets.length > known + 1);
    expect(worker.widgets[known + 1]!.capsule).toBe(`capsule-${worker.capsules}`);
  });
});

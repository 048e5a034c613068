/** A page that goes in the moment of its own reset: to whom what happened before and after it belongs [S9]. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { send, setStage, stored, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const waiting = async (page: Page) => Object.keys(await stored(page)).filter((key) => /^\d/.test(key)).length;

it('[S9] a page that goes right after its own reset: what comes after it is nobody’s of before', async () => {
  // In the task after the one in which the device was left: before the database has said who the next one is.
  const goes = `var goes=0;edgewise('on',function(what){if(what.type==='send'&&/"before"/.test(JSON.stringify(what.body))&&!goes++){
    var next=new MessageChannel();next.port1.onmessage=function(){
      dispatchEvent(new PageTransitionEvent('pagehide',{persisted:true}))};next.port2.postMessage(0)}})`;
  const page = await stage.open(shop.add('/goes', { attributes: 'data-consent="person"', before: goes }));
  await page.evaluate(() => {
    window.edgewise('event', 'custom', { id: 'before' });
    window.edgewise('reset');
    window.edgewise('event', 'custom', { id: 'after' });
  });
  await until(() => page.evaluate(() => (window as unknown as { goes: number }).goes));
  // What it could not tell, the next one does.
  await page.goto(shop.add('/next', { attributes: 'data-consent="person"' }));
  await until(() => worker.named('custom').some(({ params }) => params?.id === 'after'));
  await until(() => worker.named('custom').some(({ params }) => params?.id === 'before'));
  const deviceOf = (id: string) => worker.named('custom').find(({ params }) => params?.id === id)!.device;
  expect(deviceOf('after')).not.toBe(deviceOf('before'));
});

it('[S9] what an earlier page left is told though the page dies as the reset is committed', async () => {
  const attributes = 'data-consent="person"';
  const mute = 'fetch=function(){return new Promise(function(){})};';
  const page = await stage.open(
    shop.add('/earlier', { attributes, before: `${mute}navigator.sendBeacon=function(){return true};` }),
  );
  await send(page, 'event', 'custom', { id: 1 });
  await until(async () => (await waiting(page)) === 2);
  const { device } = (await stored(page)) as { device: { d: string } };
  const dies = `${mute}var cleared,clear=IDBObjectStore.prototype.clear,commit=IDBTransaction.prototype.commit;
    IDBObjectStore.prototype.clear=function(){cleared=true;return clear.call(this)};
    IDBTransaction.prototype.commit=function(){
      commit.call(this);
      if(cleared){cleared=false;dispatchEvent(new PageTransitionEvent('pagehide'))}};`;
  await page.goto(shop.add('/dies', { attributes, before: dies }));
  await send(page, 'reset');
  await until(() => worker.named('custom').length);
  expect(worker.named('custom')[0]!.device).toBe(device.d);
});

/** What tools on the page know of the shopper's answer: TCF, Google's Consent Mode, Global Privacy Control, other tabs. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { send, setStage, stored, traces, until } from './testing/stage.ts';

const stage = setStage();
const { worker, shop } = stage;

const body = '<edgewise-recs placement="similar"></edgewise-recs>';
const tierNow = () => worker.widgets.at(-1)?.consent.tier;
const personal = { attributes: 'data-consent="person"' };

/** A consent dialogue's interface, as its stub is on the page before any script. */
const tcf = (data: unknown) =>
  `window.tell=function(){};window.__tcfapi=function(c,v,f){window.tell=function(d){f(d,true)};f(${JSON.stringify(data)},true)};`;
const purposes = (...ids: number[]) => ({
  gdprApplies: true,
  eventStatus: 'tcloaded',
  purpose: { consents: Object.fromEntries(ids.map((id) => [id, true])) },
});
const gtag = 'window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}';
const privacyControl = "Object.defineProperty(navigator,'globalPrivacyControl',{value:true});";

describe('consent from elsewhere', () => {
  it.each([
    ['nothing', purposes(), 'contextual'],
    ['profiles, and nothing stored', purposes(5, 6), 'contextual'],
    ['to store', purposes(1), 'session'],
    ['to store, and to use a profile', purposes(1, 6), 'device'],
    ['to store, to make a profile and to use it', purposes(1, 5, 6), 'person'],
    ['all, in a dialogue that is still open', { ...purposes(1, 5, 6), eventStatus: 'cmpuishown' }, 'contextual'],
    ['all, where it does not apply', { ...purposes(1, 5, 6), gdprApplies: false }, 'contextual'],
  ])('[S16] TCF permits %s: %j is tier %s', async (_, data, tier) => {
    const page = await stage.open(shop.add('/', { body, before: tcf(data) }));
    await until(() => worker.loaded.some((path) => path.includes('tcf')) && tierNow() === tier);
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.named('last')[0]!.tier).toBe(tier);
  });

  it('[S16] TCF: a withdrawal in its dialogue deletes at once', async () => {
    const page = await stage.open(shop.add('/', { body, before: tcf(purposes(1, 5, 6)) }));
    await until(async () => tierNow() === 'person' && (await stored(page)).device);
    await page.evaluate((data) => (window as unknown as { tell(d: unknown): void }).tell(data), purposes());
    await until(() => tierNow() === 'contextual');
    await until(async () => ((await traces(page)).databases as string[]).length === 0);
  });

  it.each([
    ['all denied', "gtag('consent','default',{analytics_storage:'denied',ad_personalization:'denied'})", 'contextual'],
    ['analytics', "gtag('consent','default',{analytics_storage:'granted'})", 'session'],
    ['personalisation', "gtag('consent','default',{personalization_storage:'granted'})", 'device'],
    [
      'both, by update',
      "gtag('consent','default',{analytics_storage:'denied',ad_personalization:'denied'});gtag('consent','update',{analytics_storage:'granted',ad_personalization:'granted'})",
      'person',
    ],
    [
      'both, but for some regions not',
      "gtag('consent','default',{analytics_storage:'denied',personalization_storage:'denied',region:['ES']});gtag('consent','default',{analytics_storage:'granted',personalization_storage:'granted'})",
      'contextual',
    ],
    ['what does not concern us', "gtag('consent','default',{ad_storage:'granted'})", 'contextual'],
  ])('[S16] Consent Mode: %s (%s) is tier %s', async (_, before, tier) => {
    const page = await stage.open(shop.add('/', { body, before: `${gtag}${before};` }));
    await until(() => tierNow() === tier);
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.named('last')[0]!.tier).toBe(tier);
  });

  it('[S16] what the shop says counts more than its tools', async () => {
    const before = `${tcf(purposes(1, 5, 6))}edgewise('consent','session');`;
    const page = await stage.open(shop.add('/', { body, before }));
    await until(() => worker.loaded.some((path) => path.includes('tcf')) && worker.widgets.length);
    await page.evaluate((data) => (window as unknown as { tell(d: unknown): void }).tell(data), purposes(1, 5, 6));
    await send(page, 'event', 'last');
    await until(() => worker.named('last').length);
    expect(worker.named('last')[0]!.tier).toBe('session');
  });

  it('[S16] Global Privacy Control permits a visit and no more, unless the shopper acts', async () => {
    const button = '<button id="yes" onclick="edgewise(\'consent\',\'person\')">yes</button>';
    // By the page itself: what a test evaluates counts as an action.
    const before = `${privacyControl}addEventListener('load',function(){edgewise('consent','device');edgewise('event','one')});`;
    const page = await stage.open(shop.add('/', { ...personal, body: body + button, before }));
    await until(() => worker.named('one').length);
    expect(worker.named('one')[0]!.tier).toBe('session');
    expect(await traces(page)).toMatchObject({ databases: [], local: {}, cookies: '' });
    await page.click('#yes');
    await until(() => tierNow() === 'person');
  });

  it('[S16] Global Privacy Control: an action that the shop remembers counts', async () => {
    const before = `${privacyControl}edgewise('consent',{tier:'person',confirmed:true});`;
    await stage.open(shop.add('/', { body, before }));
    await until(() => tierNow() === 'person');
    expect(worker.widgets[0]!.consent).toEqual({ tier: 'person' });
  });

  it('[S3] a withdrawal counts in every open tab', async () => {
    const url = shop.add('/', { ...personal, body });
    const tabs: Page[] = [await stage.open(url), await stage.open(url)];
    await until(() => worker.named('page_view').length === 2 && worker.widgets.length === 2);
    await send(tabs[0]!, 'consent', 'contextual');
    await until(() => worker.widgets.length === 4);
    await send(tabs[1]!, 'event', 'after');
    await until(() => worker.named('after').length);
    expect(worker.named('after')[0]!.tier).toBe('contextual');
    await until(async () => ((await traces(tabs[1]!)).databases as string[]).length === 0);
  });
});

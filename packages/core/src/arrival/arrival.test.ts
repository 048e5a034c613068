import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalOf, parseAddress } from './arrival.ts';
import { channelOf } from './channel.ts';
import { clientOf } from './client.ts';

const OWN = ['shop.example'];
const at = (query = '', path = '/p/mug') => `https://www.shop.example${path}${query}`;
const told = (location: string, referrer = '') => {
  const arrival = arrivalOf(location, referrer, OWN);
  return arrival && `${arrival.source} / ${arrival.medium} · ${arrival.channel}`;
};

describe('[W20] where a shopper came from', () => {
  it.each([
    [at(), '', '(direct) / (none) · Direct'],
    [at(), 'https://shop.example/', undefined],
    [at(), 'https://checkout.shop.example/thanks', undefined],
    [at(), 'https://www.paypal.com/webapps', undefined],
    [at(), 'https://www.google.com/', 'google / organic · Organic Search'],
    [at(), 'https://www.google.co.uk/', 'google / organic · Organic Search'],
    [at(), 'https://yandex.ru/', 'yandex / organic · Organic Search'],
    [at(), 'android-app://com.google.android.googlequicksearchbox/', 'google / organic · Organic Search'],
    [at(), 'https://mail.google.com/mail/u/0', 'gmail / email · Email'],
    [at(), 'android-app://com.google.android.gm/', 'gmail / email · Email'],
    [at(), 'https://l.facebook.com/l.php?u=x', 'facebook / social · Organic Social'],
    [at(), 'https://t.co/abc', 'x / social · Organic Social'],
    [at(), 'https://www.youtube.com/watch?v=1', 'youtube / video · Organic Video'],
    [at(), 'https://chatgpt.com/', 'chatgpt / ai-assistant · AI Assistants'],
    [at(), 'https://www.perplexity.ai/search', 'perplexity / ai-assistant · AI Assistants'],
    [at(), 'https://gemini.google.com/app', 'gemini / ai-assistant · AI Assistants'],
    [at(), 'https://www.ceneo.pl/123', 'shopping / organic · Organic Shopping'],
    [at(), 'https://blog.example.org/post', 'blog.example.org / referral · Referral'],
    [at(), 'https://notgoogle.com.evil.example/', 'notgoogle.com.evil.example / referral · Referral'],
    [at('?utm_source=newsletter&utm_medium=email&utm_campaign=may'), '', 'newsletter / email · Email'],
    [at('?utm_source=google&utm_medium=cpc'), 'https://www.google.com/', 'google / cpc · Paid Search'],
    [at('?utm_source=facebook&utm_medium=paid_social'), '', 'facebook / paid_social · Paid Social'],
    [at('?utm_source=ig&utm_medium=social'), '', 'ig / social · Organic Social'],
    [at('?utm_source=google&utm_medium=cpc&utm_campaign=Shopping-all'), '', 'google / cpc · Paid Shopping'],
    [at('?utm_source=chatgpt.com'), '', 'chatgpt.com / (not set) · AI Assistants'],
    [at('?utm_source=x&utm_medium=banner'), '', 'x / banner · Display'],
    [at('?utm_source=partner&utm_medium=affiliate'), '', 'partner / affiliate · Affiliates'],
    [at('?utm_medium=sms'), '', '(not set) / sms · SMS'],
    [at('?utm_source=web&utm_medium=web_push'), '', 'web / web_push · Mobile Push Notifications'],
    [at('?utm_source=odd&utm_medium=thing'), '', 'odd / thing · Unassigned'],
    [at('?gclid=redacted'), 'https://www.google.com/', 'google / cpc · Paid Search'],
    [at('?fbclid=redacted'), '', 'facebook / social · Organic Social'],
    [at('?msclkid=redacted'), '', 'bing / cpc · Paid Search'],
    // A tagged link inside the shop begins again, as in GA4.
    [at('?utm_source=banner&utm_medium=internal'), 'https://shop.example/', 'banner / internal · Unassigned'],
  ])('%s from "%s" is %s', (location, referrer, expected) => {
    expect(told(location, referrer)).toBe(expected);
  });

  it('keeps the host of the referrer, the path of the page, and the campaign decoded', () => {
    const query = '?utm_source=a&utm_campaign=spring+sale%20%C5%9F&utm_term=mug&utm_content=top';
    expect(arrivalOf(at(query), 'https://www.blog.example.org/secret?user=1', OWN)).toEqual({
      source: 'a',
      medium: '(not set)',
      campaign: 'spring sale ş',
      term: 'mug',
      content: 'top',
      channel: 'Unassigned',
      referrer: 'blog.example.org',
      landing: '/p/mug',
    });
  });

  it('answers whatever is stated', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.webUrl({ withQueryParameters: true }), (a, b, url) => {
        arrivalOf(a, b, OWN);
        arrivalOf(url, b, OWN);
        expect(parseAddress(url)?.host).toBe(new URL(url).host.replace(/:\d+$/, '').replace(/^www\./, ''));
        expect(channelOf(a, b)).toMatch(/\w/);
      }),
    );
  });
});

describe('[W20] what it came from', () => {
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)';
  const MAC =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
  it.each([
    [`${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, { device: 'phone' }],
    [`${IPHONE} Mobile/15E148`, { device: 'phone', app: 'in-app' }],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/450.0]`, { device: 'phone', app: 'in-app' }],
    [`${IPHONE} Mobile/15E148 Instagram 330.0 Safari/604.1`, { device: 'phone', app: 'in-app' }],
    [`${ANDROID} Chrome/130.0 Mobile Safari/537.36`, { device: 'phone' }],
    [
      `${ANDROID.replace(')', '; wv)')} Version/4.0 Chrome/130.0 Mobile Safari/537.36`,
      { device: 'phone', app: 'in-app' },
    ],
    ['Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', { device: 'tablet' }],
    [
      'Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X) AppleWebKit/605.1 Version/12.0 Mobile/15E Safari/604.1',
      { device: 'tablet' },
    ],
    ['Mozilla/5.0 (Linux; Android 9; AFTKA) AppleWebKit/537.36 Silk/99 like Chrome/99 Safari/537.36', { device: 'tv' }],
    ['Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 Version/7.0 TV Safari/537.36', { device: 'tv' }],
    ['Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 Chrome/94 Safari/537.36', { device: 'tv' }],
    ['Mozilla/5.0 (PlayStation 5 3.20) AppleWebKit/605.1.15', { device: 'tv' }],
    ['Mozilla/5.0 (Linux; Tizen 4.0; Samsung Galaxy Watch SM-R800) AppleWebKit/537.36', { device: 'watch' }],
    [MAC, { device: 'desktop' }],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', { device: 'desktop' }],
    ['', { device: 'desktop' }],
  ])('%s', (userAgent, expected) => {
    expect(clientOf({ userAgent })).toEqual(expected);
  });

  it('the page knows better than a desktop’s name, and no better than a phone’s', () => {
    const stated = { device_category: 'tablet', app: 'installed' } as const;
    expect(clientOf({ userAgent: MAC, stated })).toEqual({ device: 'tablet', app: 'installed' });
    expect(clientOf({ userAgent: `${IPHONE} Safari/1`, stated })).toEqual({ device: 'phone', app: 'installed' });
    expect(clientOf({ userAgent: 'x', mobile: '?1' })).toEqual({ device: 'phone' });
  });
});

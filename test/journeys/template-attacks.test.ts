/**
 * Hostile feeds and texts through every slot of every template, built in and a shop's own, from the import to a real
 * Chromium, on a page without any policy to help: nothing runs, nothing foreign is asked for.
 */
import { DEFAULT_PLAN } from '@edgewise/core/plan/default-plan';
import type { PlanDocument, TemplateName } from '@edgewise/core/plan/plan';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BenchWorker, startBenchWorker, TOKEN } from '../bench/workerd.ts';
import { launchBrowser } from '../browser.ts';
import { PAYLOADS } from './attack-payloads.ts';

const SITE = 'attacked';
const SHOP = 'https://shop.example';
const CARDS = 48;
const LONGEST_TITLE = 120;

/** Each prints every field that comes from the feed or the plan, in another kind of place. */
const OWN: Record<string, string> = {
  text: `<h2>{{ shelf.title }}</h2>{% for item in items %}<p><b>{{ item.title }}</b>{{ item.brand }}{{ item.category }}{{ item.reason }}{{ item.id }}<a data-item="{{ item.id }}" href="{{ item.url }}">{{ item.price }}</a></p>{% endfor %}{% for one in content %}<p>{{ one.title }}{{ one.text }}</p>{% endfor %}`,
  quoted: `{% for item in items %}<a data-item="{{ item.id }}" href="{{ item.url }}" title="{{ item.title }}" aria-label='{{ item.brand }}' class="{{ item.category }} {{ item.reason }}" id="x-{{ item.id }}" part='{{ item.title }}'>x</a>{% endfor %}`,
  bare: `{% for item in items %}<a data-item={{ item.id }} href={{ item.url }} title={{ item.title }} role={{ item.brand }} lang={{ item.category }} class={{ item.reason }}>x</a><time datetime={{ item.title }}></time><data value={{ item.brand }}></data><ol start={{ item.title }}><li value={{ item.title }}>x</li></ol>{% endfor %}`,
  addresses: `{% for item in items %}<a data-item="{{ item.id }}" href="{{ item.title }}">x</a><a href={{ item.brand }}>x</a><a href="/s?q={{ item.title }}&amp;b={{ item.brand }}">x</a><a href="${SHOP}/{{ item.category }}/{{ item.title }}">x</a><img src="{{ item.title }}" alt={{ item.title }}><img src={{ item.image }} alt="">{% endfor %}{% for one in content %}<a href="{{ one.url }}">x</a><a href="{{ one.title }}">x</a>{% endfor %}`,
  made: `{% for item in items %}{% capture x %}<b>{{ item.title }}</b>{% endcapture %}<p title="{{ x }}">{{ x }}{{ item.title | append: '<img src=x onerror=attacked()>' }}{{ item.title | replace: '&lt;', '<' | replace: '"', '>' }}{{ item.brand | upcase | downcase }}{{ item.title | split: '' | join: '' }}{% echo item.title %}{% cycle item.title, item.brand %}{{ item.title | escape }}</p><a data-item="{{ item.id | prepend: '<' }}" href="{{ 'javascript:' | append: 'attacked()' }}">x</a>{% endfor %}`,
  // Goes through the check, whose shelves have other names, and never ends on the page.
  endless: `{% if shelf.id contains 'shelf-' %}{% for i in (1..1000000000) %}x{% endfor %}{% endif %}{% for item in items %}<a data-item="{{ item.id }}" href="{{ item.url }}">x</a>{% endfor %}`,
};
const BUILT_IN: TemplateName[] = ['grid', 'carousel', 'list', 'bundle', 'banner', 'categories', 'steps', 'articles'];
const CONTENT: ReadonlySet<string> = new Set(['categories', 'steps', 'articles']);

let browser: Browser;
let bench: BenchWorker;
beforeAll(async () => {
  [browser, bench] = await Promise.all([launchBrowser(), startBenchWorker()]);
});
afterAll(() => Promise.all([browser?.close(), bench?.dispose()]));

async function admin<T>(method: string, path: string, body: string): Promise<T> {
  const response = await fetch(`${bench.worker}/admin/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    body,
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Quotes, brackets and all; what no address may hold is refused at the import. */
const inAddress = (payload: string) => payload.replace(/[\p{Cc}\p{Surrogate}\\]/gu, '');

/** One item a payload, with it in every field that the feed may fill. */
const ROWS = PAYLOADS.map((payload, i) => ({
  item_id: `i${i} ${payload.replace(/[^ -~]/g, '')}`.slice(0, 120),
  title: payload,
  description: payload,
  brand: payload,
  product_type: `Home > ${payload}`,
  link: `${SHOP}/p/${i}?q=${inAddress(payload)}`,
  image_link: `${SHOP}/img/${i}.svg?q=${inAddress(payload)}`,
  price: 10 + i,
  currency: 'EUR',
}));

interface Wanted {
  id: string;
  template: string;
}

/** Every template with every payload in its heading and its content, by turns; every item on each. */
function planOf(): { plan: PlanDocument; wanted: Wanted[] } {
  const kinds = [...BUILT_IN, ...Object.keys(OWN)];
  const { version: _, ...start } = DEFAULT_PLAN;
  const wanted: Wanted[] = [];
  const placements = Array.from({ length: 64 }, (_, i): PlanDocument['placements'][number] => {
    const kind = kinds[i % kinds.length]!;
    const isOwn = Object.hasOwn(OWN, kind);
    const id = `shelf-${i}`;
    wanted.push({ id, template: kind });
    const hostile = (k: number) => PAYLOADS[(i + k) % PAYLOADS.length]!;
    return {
      id,
      title: { en: hostile(0).slice(0, LONGEST_TITLE) },
      strategies: ['newest', 'trending'],
      count: CARDS,
      template: isOwn ? 'grid' : (kind as TemplateName),
      ...(isOwn && { liquid: kind }),
      ...((CONTENT.has(kind) || OWN[kind]?.includes('content')) && {
        content: Array.from({ length: 24 }, (_, k) => ({
          title: { en: hostile(k) },
          text: { en: hostile(k + 24) },
          url: `/c/${k}?q=${inAddress(hostile(k))}`,
        })),
      }),
    };
  });
  return {
    plan: { ...start, placements, templates: Object.entries(OWN).map(([id, liquid]) => ({ id, liquid })) },
    wanted,
  };
}

async function shelvesOf(
  wanted: Wanted[],
  format: 'dsd' | 'html',
  page: object,
): Promise<{ html: string; css: string }[]> {
  return Promise.all(
    wanted.map(async ({ id }) => {
      const response = await fetch(`${bench.worker}/v1/widgets`, {
        method: 'POST',
        headers: { origin: SHOP },
        body: JSON.stringify({
          v: 1,
          site: SITE,
          sent: Date.now(),
          consent: { tier: 'contextual' },
          context: { page_location: `${SHOP}/`, language: 'en' },
          page,
          placements: [{ id }],
          seen: [],
          format,
        }),
      });
      if (!response.ok) throw new Error(`${id}: ${response.status} ${await response.text()}`);
      const { css, shelves } = (await response.json()) as { css: string; shelves: { html: string }[] };
      return { html: shelves[0]!.html, css };
    }),
  );
}

/** In the page: what should not be there, and what was shown. */
function inspect() {
  const odd: string[] = [];
  const hosts = [...document.querySelectorAll('edgewise-recs')];
  for (const host of hosts) {
    for (const element of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
      const where = `${host.getAttribute('placement')} ${element.tagName}`;
      if (
        /^(script|iframe|object|embed|svg|math|form|input|link|meta|base|template|video|audio|marquee|body)$/i.test(
          element.tagName,
        )
      ) {
        odd.push(where);
      }
      if (element.tagName === 'STYLE') continue;
      for (const { name, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$|^is$|xlink/i.test(name)) odd.push(`${where} ${name}`);
        if (/^(href|src)$/.test(name) && !/^(https:\/\/shop\.example\/|\/[^/\\])/.test(value))
          odd.push(`${where} ${value}`);
      }
      for (const type of ['mouseover', 'mouseenter', 'focus', 'load', 'error', 'toggle', 'animationstart', 'begin']) {
        element.dispatchEvent(new Event(type, { bubbles: true }));
      }
      // A link that runs would; one that leads away is held.
      if (element.tagName === 'A') element.click();
    }
  }
  return {
    odd,
    attacks: (window as unknown as { attacks: number }).attacks,
    hosts: hosts.length,
    links: hosts.map((host) => host.shadowRoot?.querySelectorAll('a').length ?? 0),
    texts: hosts.map((host) => host.shadowRoot?.textContent ?? ''),
  };
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Attacks</title><script>
attacks = 0; attacked = () => { attacks++ }; addEventListener('click', (event) => event.preventDefault());
</script></head><body>`;

describe('[L31] a hostile feed and hostile texts', () => {
  let wanted: Wanted[];
  beforeAll(async () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(40);
    const settings = { id: SITE, name: SITE, origins: [SHOP], time_zone: 'UTC', currencies: ['EUR'] };
    await admin('POST', '/sites', JSON.stringify(settings));
    const tally = await admin<{ errors: unknown[] }>(
      'POST',
      `/sites/${SITE}/catalogue`,
      ROWS.map((row) => JSON.stringify(row)).join('\n'),
    );
    expect(tally.errors).toEqual([]);
    // An address that is a payload does not come in at all.
    const bad = PAYLOADS.filter((payload) => /script:|^data:|^[/\\]{2}|@evil/i.test(payload)).map((link, i) => ({
      ...ROWS[0],
      item_id: `bad-${i}`,
      link,
    }));
    const refused = admin('POST', `/sites/${SITE}/catalogue`, bad.map((row) => JSON.stringify(row)).join('\n'));
    await expect(refused).rejects.toThrow(`${bad.length} of ${bad.length} rows were refused, so nothing`);
    const planned = planOf();
    wanted = planned.wanted;
    const draft = await admin<{ mistakes: unknown[] }>(
      'PUT',
      `/sites/${SITE}/plan/draft`,
      JSON.stringify(planned.plan),
    );
    expect(draft.mistakes).toEqual([]);
    await admin('POST', `/sites/${SITE}/plan/publish`, '{"why": "attacks"}');
    // An isolate has the new plan after 30 s at most.
    await vi.waitFor(
      async () => {
        const [first] = await shelvesOf(wanted.slice(0, 1), 'html', { type: 'home' });
        expect(first!.html.length).toBeGreaterThan(1_000);
      },
      { timeout: 60_000, interval: 250 },
    );
  });

  it.each(['dsd', 'html'] as const)('run nothing and ask nobody, as %s', async (format) => {
    const product = { type: 'product', item_id: ROWS[2]!.item_id };
    const shelves = await shelvesOf(wanted, format, product);
    const page = await browser.newPage();
    const strays: string[] = [];
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const body =
      format === 'dsd'
        ? `${PAGE}${shelves.map(({ html }, i) => `<edgewise-recs placement="${wanted[i]!.id}">${html}</edgewise-recs>`).join('\n')}`
        : PAGE;
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      if (route.request().isNavigationRequest() && url.pathname === '/attacks') {
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
      }
      // Pictures of the shop, and what the template itself asks for at the shop's own origin.
      if (url.origin !== SHOP || route.request().resourceType() !== 'image') strays.push(url.href);
      return route.fulfill({ status: 404, body: '' });
    });
    await page.goto(`${SHOP}/attacks`, { waitUntil: 'load' });
    if (format === 'html') {
      // As the script does it: the shadow root's HTML is set, the sheet beside it.
      await page.evaluate(
        ({ made, ids }) => {
          made.forEach(({ html, css }, i) => {
            const host = document.createElement('edgewise-recs');
            host.setAttribute('placement', ids[i]!);
            const root = host.attachShadow({ mode: 'open' });
            root.innerHTML = html;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            root.adoptedStyleSheets = [sheet];
            document.body.append(host);
          });
        },
        { made: shelves, ids: wanted.map(({ id }) => id) },
      );
    }
    const found = await page.evaluate(inspect);
    expect(found.odd).toEqual([]);
    expect([found.attacks, dialogs, strays]).toEqual([0, [], []]);
    expect(found.hosts).toBe(wanted.length);
    // They were there to be attacked with: every payload stands as text on the shelves that show text.
    for (const [i, { id, template }] of wanted.entries()) {
      expect(found.links[i], `${id}, ${template}`).toBeGreaterThan(
        CONTENT.has(template) || template === 'banner' ? 0 : 1,
      );
    }
    const seen = found.texts.join('\n');
    const plain = (text: string) => text.replace(/[\uFDD0\uFDD1]|\p{Surrogate}|\p{Cc}|\s+/gu, '');
    const missing = PAYLOADS.filter((payload) => !plain(seen).includes(plain(payload)));
    expect(missing).toEqual([]);
    // The endless one: the built-in grid stands in its place.
    for (const [i, { template }] of wanted.entries()) {
      if (template === 'endless') expect(shelves[i]!.html).toContain('class="grid"');
    }
    await page.close();
  });

  it('the log says which template failed', async () => {
    const response = await fetch(`${bench.worker}/admin/v1/sites/${SITE}/plan/log`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const { entries } = (await response.json()) as {
      entries: { what: string; detail: { template?: string; fault?: string } }[];
    };
    const failed = entries.filter(({ what }) => what === 'plan.template_failed');
    expect(new Set(failed.map(({ detail }) => detail.template))).toEqual(new Set(['endless']));
    expect(failed[0]!.detail.fault).toMatch(/takes more than .* steps|more than .* characters/);
  });
});

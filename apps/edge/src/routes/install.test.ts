import { beforeAll, describe, expect, it, vi } from 'vitest';
import { asAdmin, makeShop, makeSite, ORIGIN, send } from '../testing/client.ts';

let secret: string;
beforeAll(async () => {
  secret = await makeShop('installed');
  await makeSite('bare', { origins: [] });
});

const open = async (query: string) => {
  const response = await send(new Request(`https://edge.example/install${query}`));
  const text = await response.text();
  return {
    response,
    text,
    read: text
      .replace(/<[^>]+>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'"),
  };
};

describe('GET /install', () => {
  it('gives what is to be pasted, by the site’s own plan, with no script, secret or origin of another', async () => {
    const { response, text, read } = await open('?site=installed');
    expect(response.status).toBe(200);
    expect(read).toContain('<script async src="https://edge.example/ew.js" data-site="installed"></script>');
    expect(read).toContain('edgewise-recs{display:block;min-block-size:');
    expect(read).toContain('<edgewise-recs placement="similar"></edgewise-recs>');
    expect(read).toMatch(
      /The home page.*placement="home".*A product’s page.*placement="similar".*The cart.*placement="cart"/s,
    );
    expect(read).not.toContain('shelves of your own');
    expect(read).toContain('connect-src https://edge.example');
    expect(read).toContain('Switched on.');
    expect(read).toContain('The catalogue is here.');
    expect(text).not.toMatch(/<script/i);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(ORIGIN);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('says what is missing at a bare site, and that a site is off', async () => {
    const { read } = await open('?site=bare');
    expect(read).toContain('No catalogue yet.');
    expect(read).toContain('No address is listed.');
    await asAdmin('PATCH', '/sites/bare', JSON.stringify({ off: true }));
    // The site is looked at again when it is no longer fresh.
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    await vi.waitFor(async () => expect((await open('?site=bare')).read).toContain('Switched off.'));
    vi.useRealTimers();
  });

  it('[T4] opens no address: it says whether the page’s origin is listed, and links to the check there', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const listed = await open(`?site=installed&page=${encodeURIComponent(`${ORIGIN}/p/1?a=b#c`)}`);
    expect(listed.read).toContain(`${ORIGIN} is listed.`);
    expect(listed.text).toContain(`href="${ORIGIN}/p/1?a=b&amp;edgewise_debug=1#c"`);
    const other = await open(`?site=installed&page=${encodeURIComponent('https://user:pass@other.example/x')}`);
    expect(other.read).toContain('https://other.example is not listed.');
    expect(other.text).toContain('href="https://other.example/x?edgewise_debug=1"');
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'nonsense', '"><script>alert(1)</script>'])(
    'makes no link of %s',
    async (page) => {
      const { text, read } = await open(`?site=installed&page=${encodeURIComponent(page)}`);
      expect(read).toContain('This is no address of a page.');
      expect(text).not.toMatch(/<script|href="(javascript|data)/i);
    },
  );

  it('asks for the site where none is named, and answers 404 where there is none', async () => {
    expect((await open('')).response.status).toBe(200);
    for (const site of ['absent', '"><img src=x onerror=alert(1)>', '__proto__']) {
      const { response, text } = await open(`?site=${encodeURIComponent(site)}`);
      expect(response.status).toBe(404);
      expect(text).not.toContain('<img');
    }
  });
});

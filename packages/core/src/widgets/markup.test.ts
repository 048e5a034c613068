import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataBlock, html, type Markup, toHtml } from './markup.ts';
import { readHtml } from './read-html.testkit.ts';

const HOSTILE = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "' onload='x", '&lt;b&gt;', '</a>'];

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    for (const value of HOSTILE) {
      const read = readHtml(toHtml(html`<p title="${value}">${value}</p>`));
      expect(read).toEqual({ tags: [{ name: 'p', attributes: [['title', value]] }], text: value, comments: 0 });
    }
  });

  it('keeps any text whole, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const read = readHtml(toHtml(html`<p title="${value}">${value}</p>`));
        expect(read.tags).toEqual([{ name: 'p', attributes: [['title', value]] }]);
        expect(read.text).toBe(value);
      }),
    );
  });

  it('puts pieces and lists of pieces in place, and nothing for null, undefined and false', () => {
    expect(toHtml(html`<ul>${[html`<li>${1}</li>`, null, undefined, false]}</ul>`)).toBe('<ul><li>1</li></ul>');
  });

  it('lets no object pass for a piece', () => {
    const forged = JSON.parse('{"html":"<b>","__html":"<b>"}') as Markup;
    expect(() => html`<p>${forged}</p>`).toThrow(TypeError);
    expect(() => html`<p>${Object.create(html`<b></b>`) as Markup}</p>`).toThrow(TypeError);
    expect((html`<b></b>` as object).constructor).toBe(Object);
  });

  it('checks the scheme wherever an attribute holds an address', () => {
    const href = (url: string) => readHtml(toHtml(html`<a href="${url}">x</a>`)).tags[0]?.attributes[0]?.[1];
    expect(href('https://shop.test/p?a=1&b=2')).toBe('https://shop.test/p?a=1&b=2');
    expect(href('/p/22423')).toBe('/p/22423');
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:x',
      'data:text/html,x',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      'p/1',
      '',
    ]) {
      expect(href(url), url).toBe('about:invalid');
    }
  });

  it('refuses holes where escaping does not protect', () => {
    const x = 'x';
    expect(() => html`<script>${x}</script>`).toThrow('inside <script>');
    expect(() => html`<style>${x}</style>`).toThrow('inside <style>');
    expect(() => html`<p ${x}>`).toThrow('inside a tag');
    expect(() => html`<${x}>`).toThrow('bare "<"');
    expect(() => html`<p class=${x}>`).toThrow('plain');
    expect(() => html`<p class='${x}'>`).toThrow('plain');
    expect(() => html`<!-- ${x} -->`).toThrow('comment');
    expect(() => html`<p onclick="${x}"></p>`).toThrow('onclick');
    expect(() => html`<p style="color:${x}"></p>`).toThrow('style');
    expect(() => html`<img srcset="${x}">`).toThrow('srcset');
    expect(() => html`<a href="/p/${x}"></a>`).toThrow('whole of href');
    expect(() => html`<p class="a"`).toThrow('ends inside a tag');
  });

  it('is a template tag and no function that takes HTML', () => {
    const forged = Object.assign(['<img onerror=x>'], { raw: [''] });
    expect(() => html(forged as unknown as TemplateStringsArray)).toThrow('template tag');
  });
});

describe('dataBlock', () => {
  it('is JSON that cannot leave its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...HOSTILE, '<!--', '<script', '\u2028'), (value, hostile) => {
        const text = toHtml(dataBlock('application/ld+json', [value, hostile]));
        const inner = text.slice('<script type="application/ld+json">'.length, -'</script>'.length);
        expect(inner).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(inner)).toEqual(JSON.parse(JSON.stringify([value, hostile])));
      }),
    );
  });
});

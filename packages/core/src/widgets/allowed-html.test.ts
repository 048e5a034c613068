import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedHtml, type KnownTags, PrintedValues, TemplateFault } from './allowed-html.ts';
import { readHtml } from './read-html.testkit.ts';
import { HOSTILE_TEXTS } from './sample-shelves.ts';

/** What a template writes with values in its places. */
function written(parts: readonly string[], ...printed: string[]) {
  const values = new PrintedValues(10_000);
  return allowedHtml(parts[0]! + printed.map((value, i) => values.print(value) + parts[i + 1]!).join(''), values);
}
const own = (source: string) => allowedHtml(source, new PrintedValues(10)).html;

describe('[L32] what a template may write', () => {
  it('is written anew, every attribute quoted', () => {
    expect(own(`<UL class=a><li part='b"c'>1 &amp; 2 < 3 &nbsp;<!-- no --></li></UL >`)).toBe(
      '<ul class="a"><li part="b&quot;c">1 &amp; 2 &lt; 3 &nbsp;</li></ul>',
    );
    expect(own('<img src="/a.png" alt><br/>')).toBe('<img src="/a.png" alt=""><br>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT/x>',
    '<svg onload=alert(1)>',
    '<img src=/x onerror=alert(1)>',
    '<img src=/x\nonerror=alert(1)>',
    '<img src="/x"onerror="alert(1)">',
    '<p style="background:url(//evil.test)">x</p>',
    '<img srcset="//evil.test 1x">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jAvascript:alert(1)">x</a>',
    '<a href="java&#115;cript:alert(1)">x</a>',
    '<a href="javascript&colon;alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//evil.test">x</a>',
    '<a href="/x" ping="https://evil.test">x</a>',
    '<iframe src="/x"></iframe>',
    '<object data="/x"></object>',
    '<form action="/x"></form>',
    '<input autofocus onfocus=alert(1)>',
    '<style>@import "//evil.test"</style>',
    '<link rel=stylesheet href="/x">',
    '<meta http-equiv=refresh content=0>',
    '<base href="/x">',
    '<template><p></p></template>',
    '</template><script>alert(1)</script>',
    '<math><mtext></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<table><tr></tr></table>',
    '<details open ontoggle=alert(1)></details>',
    '<!doctype html>',
    '<?xml version="1.0"?>',
    '<![CDATA[x]]>',
    '<p <b>>x</p>',
    '<p class="a" class="b"></p>',
    '<p',
    '<!-- ',
    '<p>x',
    'x</p>',
    '<b><i>x</b></i>',
    '<xmp><p></p></xmp>',
    '<edgewise-recs></edgewise-recs>',
    '<p is="x-y"></p>',
    '<p xmlns="x"></p>',
  ])('refuses %s', (source) => {
    expect(() => own(source)).toThrow(TemplateFault);
  });

  it('is the same with tags that were read before, whatever stood in them then', () => {
    const known: KnownTags = new Map();
    const parts = [
      '<p title="',
      '">',
      "</p><p title='a>",
      "'>",
      '<a href="/s?q=',
      '&amp;r=',
      '" data-item=',
      '<a data-item="x"href=',
      '>',
      '</a>',
      '<img src="/a.png" alt="\uFDD2">',
      '\uFDD0\uFDD1',
      '\uFDD00\uFDD1',
      '\uFDD2',
      ' > & ',
    ];
    const piece = fc.oneof(
      fc.record({ own: fc.constantFrom(...parts) }),
      fc.record({ printed: fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, '/p/1', 'https://a.test/'), fc.string()) }),
    );
    const outcome = (source: string, values: PrintedValues, tags?: KnownTags) => {
      try {
        return allowedHtml(source, values, tags);
      } catch (cause) {
        return cause instanceof TemplateFault ? cause.message : cause;
      }
    };
    let written = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const values = new PrintedValues(10_000);
        const source = pieces.map((one) => ('own' in one ? one.own : values.print(one.printed))).join('');
        const fresh = outcome(source, values);
        expect(outcome(source, values, known)).toEqual(fresh);
        if (typeof fresh === 'object') written++;
      }),
      { numRuns: 3_000 },
    );
    expect(written).toBeGreaterThan(100);
    expect(known.size).toBeGreaterThan(3);
  });

  it('stops at 64 tags inside each other', () => {
    const nested = (depth: number) => '<p>'.repeat(depth) + '</p>'.repeat(depth);
    expect(() => own(nested(64))).not.toThrow();
    expect(() => own(nested(65))).toThrow('64');
  });

  it('reads a long bad input once', () => {
    for (const unit of ['<', '<!-', '<a ', '<a a', '&', ' ', '<a a=', '"', '<p>']) {
      expect(() => own(unit.repeat(200_000 / unit.length))).not.toThrow(RangeError);
    }
  }, 20_000);
});

describe('[L31] a value', () => {
  const places = [
    ['<p>', '</p>'],
    ['<p title="', '"></p>'],
    ["<p title='", "'></p>"],
    ['<p title=', '></p>'],
    ['<p title=a', 'b></p>'],
    ['<a data-item="', '"></a>'],
    ['<p class="a ', ' b" title=""></p>'],
  ];

  it('is text in every place, quoted or not', () => {
    const plain = places.map((parts) => readHtml(written(parts, 'plain').html).tags.map(({ name }) => name));
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_TEXTS));
    fc.assert(
      fc.property(value, fc.nat(places.length - 1), (text, place) => {
        const { tags, comments, text: shown } = readHtml(written(places[place]!, text).html);
        expect(tags.map(({ name }) => name)).toEqual(plain[place]);
        expect(comments).toBe(0);
        // A mark in a value names a value; there are no others here.
        const kept = text.replace(/[\uFDD0\uFDD1]\d*/g, '');
        if (/[\uFDD0\uFDD1]/.test(text)) return;
        expect(shown + tags.flatMap(({ attributes }) => attributes.map(([, one]) => one)).join('')).toContain(kept);
        for (const { attributes } of tags)
          for (const [name] of attributes) expect(name).toMatch(/^(title|class|data-item)$/);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be where it would be a name', () => {
    for (const parts of [
      ['<p ', '></p>'],
      ['<p ', '="x"></p>'],
      ['<p on', '=x></p>'],
      ['</', '>'],
    ]) {
      expect(() => written(parts, 'script'), parts.join('…')).toThrow(TemplateFault);
    }
    expect(written(['<', '>x'], 'script').html).toBe('&lt;script&gt;x');
    expect(written(['<!-- ', ' -->'], '--><script>').html).toBe('');
  });

  it('is no address unless it may be one: the link is dead, the shelf stands', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom(
        ...HOSTILE_TEXTS,
        'javascript:alert(1)',
        ' javascript:x',
        'java\nscript:x',
        'data:x',
        '//evil.test',
      ),
    );
    fc.assert(
      fc.property(value, fc.constantFrom('"', "'", ''), fc.constantFrom('', '?a', '/x'), (url, quote, rest) => {
        const { tags } = readHtml(written([`<a href=${quote}`, `${rest}${quote} part="link">x</a>`], url).html);
        expect(tags).toHaveLength(1);
        const found = Object.fromEntries(tags[0]!.attributes);
        expect(Object.keys(found).filter((name) => name !== 'href')).toEqual(['part']);
        if (found.href !== undefined) expect(found.href).toMatch(/^(https?:\/\/[^@\s]+|\/([^/\\].*)?$)/i);
      }),
      { numRuns: 300 },
    );
  });

  it('further on in an address is a part of it', () => {
    expect(written(['<a href="/s?q=', '&amp;p=1">x</a>'], 'a&b=c/"#').html).toBe(
      '<a href="/s?q=a%26b%3Dc%2F%22%23&amp;p=1">x</a>',
    );
    expect(written(['<a href="/', '">x</a>'], '/evil.test').html).toBe('<a href="/%2Fevil.test">x</a>');
  });

  it('that was captured keeps its parts as text', () => {
    const values = new PrintedValues(100);
    const captured = `<b>${values.print('<i>')}</b>`;
    expect(allowedHtml(`<p>${values.print(captured)}</p>`, values).html).toBe('<p>&lt;b&gt;&lt;i&gt;&lt;/b&gt;</p>');
  });

  it('is bounded, also when it is captured again and again', () => {
    const values = new PrintedValues(100);
    let text = 'x'.repeat(100);
    expect(() => {
      for (let i = 0; i < 50; i++) text = values.print(text) + values.print(text);
    }).toThrow('more than 100');
    expect(() => values.print('x'.repeat(101))).toThrow();
  });

  it('says which products stand on the shelf', () => {
    expect(written(['<a data-item="', '" href="/x">x</a><p data-item="y"></p>'], 'a"b').items).toEqual(['a"b']);
  });
});

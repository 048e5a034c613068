import { sampleShelf } from '@edgewise/core/widgets/sample-shelves';
import { LIMITS } from '@edgewise/protocol/limits';
import { describe, expect, it } from 'vitest';
import { checkTemplate, OwnTemplate } from './own-template.ts';

const CARD = '<a data-item="{{ item.id }}" href="{{ item.url }}"><b>{{ item.title }}</b> {{ item.price }}</a>';
const SHELF = `<ul>{% for item in items %}<li>${CARD}</li>{% endfor %}</ul>`;
const render = (liquid: string, state: Parameters<typeof sampleShelf>[1] = 'full') =>
  new OwnTemplate('t', liquid).render(sampleShelf('grid', state));
const htmlOf = (liquid: string, state?: Parameters<typeof sampleShelf>[1]) => {
  const made = render(liquid, state);
  if ('fault' in made) throw new Error(made.fault);
  return made.html;
};

describe('a template of the shop’s own', () => {
  it('[L30] is Liquid over the shelf, its items and its content', () => {
    expect(
      htmlOf('{% assign one = items | first %}<p>{{ shelf.title | upcase }}: {{ one.title }} {{ one.price }}</p>'),
    ).toBe('<p>PICKED FOR YOU: Regency cake stand, three tiers €12.75</p>');
    const made = render(SHELF);
    expect('items' in made && made.items).toHaveLength(8);
    expect(
      htmlOf(
        '{% for item in items limit: 2 %}{% if item.was %}<s>{{ item.was }}</s> −{{ item.discount }}%{% endif %}{% endfor %}',
        'discount',
      ),
    ).toContain('−41%');
  });

  it('[L31] escapes whatever is printed, however it was made', () => {
    for (const print of [
      '{{ item.title }}',
      '{{ item.title | escape }}',
      "{{ item.title | append: '<i>' }}",
      "{{ '<script>' }}{{ item.title | replace: '&lt;', '<' }}",
      '{% echo item.title %}',
      '{% cycle item.title, item.id %}',
      '{% capture x %}{{ item.title }}<b>{% endcapture %}{{ x }}{{ x }}',
      "{{ item.title | split: '' | join: '' }}",
    ]) {
      const html = htmlOf(`<p>{% for item in items %}${print}{% endfor %}</p>`, 'hostile');
      expect(html.replace(/^<p>|<\/p>$/g, ''), print).not.toMatch(/[<>"]/);
    }
  });

  it('[L31] has no filter and no tag that would not escape, reach a file or run for ever', () => {
    for (const liquid of [
      '{{ items[0].title | raw }}',
      '{{ items | json }}',
      '{{ "x" | date: "%999999999Y" }}',
      '{{ "x" | url_decode }}',
      '{{ "<<<<" | strip_html }}',
      '{% include "x" %}',
      '{% render "x" %}',
      '{% layout "x" %}',
      '{% liquid echo x %}',
      '{% tablerow i in items %}{% endtablerow %}',
    ]) {
      expect(render(liquid), liquid).toHaveProperty('fault');
    }
  });

  it('[L31] reads own properties alone', () => {
    expect(
      htmlOf(
        '{{ items.constructor.name }}{{ shelf.__proto__ }}{{ shelf.toString }}{{ items[0].constructor }}{{ "x".constructor }}',
      ),
    ).toBe('');
  });

  it('[L33] ends with an error where it would not end', () => {
    const bombs: [name: string, liquid: string][] = [
      ['a huge range', '{% for i in (1..1000000000) %}x{% endfor %}'],
      ['an endless range', '{% assign n = 1 | divided_by: 0.0 %}{% for i in (1..n) %}x{% endfor %}'],
      ['loops inside loops', '{% for i in (1..900) %}'.repeat(4) + '{% endfor %}'.repeat(4)],
      ['loops over the items', '{% for i in items %}'.repeat(12) + '{% endfor %}'.repeat(12)],
      ['a text that doubles', `{% assign x = "xxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}`],
      ['a list that doubles', `{% assign x = items %}${'{% assign x = x | concat: x %}'.repeat(40)}`],
      [
        'a capture that doubles',
        `{% capture x %}xxxxxxxx{% endcapture %}${'{% capture x %}{{ x }}{{ x }}{% endcapture %}'.repeat(40)}`,
      ],
      ['much output', `{% for i in (1..900) %}{% for j in (1..9) %}${'x'.repeat(400)}{% endfor %}{% endfor %}`],
      [
        'a replacement for each letter',
        `{% assign x = "${'x'.repeat(300)}" %}{% assign x = x | append: x | append: x | append: x %}{{ x | replace: "x", x }}`,
      ],
      [
        'letters',
        `{% assign x = "${'x'.repeat(300)}" %}{% assign x = x | append: x | append: x | append: x %}{{ x | split: "" }}`,
      ],
      ['comparisons', `{% for i in (1..900) %}{% if ${'i == 0 or '.repeat(35)} i == 0 %}{% endif %}{% endfor %}`],
      ['a long expression', `{{ "x"${' | append: "x"'.repeat(400)} }}`],
      [
        'captures that print',
        `{% capture x %}${'x'.repeat(4_000)}{% endcapture %}{% for i in (1..900) %}{{ x }}{% endfor %}`,
      ],
    ];
    for (const [name, liquid] of bombs) expect(render(liquid), name).toHaveProperty('fault');
  });

  it('[L33] holds each limit at N and at N + 1', () => {
    const fits = (liquid: string) => !('fault' in render(liquid));
    expect(fits('x'.repeat(LIMITS.templateLength))).toBe(true);
    expect(fits('x'.repeat(LIMITS.templateLength + 1))).toBe(false);
    const expression = (length: number) => `{{ '${'x'.repeat(length - 6)}' }}`;
    expect(fits(expression(LIMITS.templateExpression))).toBe(true);
    expect(fits(expression(LIMITS.templateExpression + 1))).toBe(false);
    // The whole is two steps, the loop and each turn's list of nodes one and one.
    const turns = (count: number) => `{% for i in (1..${count}) %}{% endfor %}`;
    const most = Array.from({ length: 40 }, (_, i) => LIMITS.templateSteps - i).find((count) => fits(turns(count)))!;
    expect(most).toBe(LIMITS.templateSteps - 2);
    const output = (count: number) =>
      `{% for i in (1..64) %}${'x'.repeat(LIMITS.templateOutput / 64)}{% endfor %}${'x'.repeat(count)}`;
    expect(fits(output(0))).toBe(true);
    expect(fits(output(1))).toBe(false);
  });

  it('[L33] is not tried again after it failed three times', () => {
    const template = new OwnTemplate('t', '{% for i in (1..1000000000) %}x{% endfor %}');
    const tries = [1, 2, 3, 4].map(() => template.render(sampleShelf('grid', 'full')));
    expect(tries.map((made) => 'fault' in made && made.first)).toEqual([true, false, false, false]);
    expect(tries[3]).toMatchObject({ fault: 'failed before' });
  });
});

describe('[L34] the check of a draft', () => {
  it('has nothing to say of a good one, and warns where clicks would not count', () => {
    expect(checkTemplate(SHELF)).toEqual({ mistakes: [], warnings: [] });
    expect(checkTemplate('<p>{{ shelf.title }}</p>').warnings).toHaveLength(1);
  });

  it.each([
    ['<p>\n{{ items | nope }}</p>', 'nope', 'line 2, column 1'],
    ['<p>{% for item in items %}</p>', 'not closed', 'line 1, column 4'],
    ['{% fro item in items %}', 'fro', 'line 1, column 1'],
    ['<script>x</script>', '<script> is not allowed', ''],
    ['<p onclick="x">{{ shelf.title }}</p>', 'onclick', ''],
    ['<a href="javascript:x">x</a>', 'javascript:x', ''],
    ['{% for i in (1..100000) %}{% endfor %}', 'steps', 'line 1'],
    ['{% for item in items %}{% if item.was_amount > 9000 %}<script></script>{% endif %}{% endfor %}', '<script>', ''],
  ])('says what is wrong with %s, and where', (liquid, what, where) => {
    const { mistakes } = checkTemplate(liquid);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]!.message).toContain(what);
    expect(mistakes[0]!.message).toContain(where);
    expect(mistakes[0]!.fix).toContain('docs/templates.md');
  });
});

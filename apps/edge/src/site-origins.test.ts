import { expect, it } from 'vitest';
import { originsIn } from './site-origins.ts';

it('[W1] origins are kept as browsers send them, each once', () => {
  expect(
    originsIn([
      'https://A.example/',
      'https://a.example:443',
      'http://a.example:8080',
      'https://bücher.example',
      ' https://b.example ',
    ]),
  ).toEqual(['https://a.example', 'http://a.example:8080', 'https://xn--bcher-kva.example', 'https://b.example']);
});

it.each([
  ...['/path', '?x', '/?', '/#x', ':99999'].map((end) => `https://a.example${end}`),
  ...['a.example', 'javascript:alert(1)', 'https://u:p@a.example', 'file:///', '*', ''],
])('what is no origin is refused by its place: %s', (bad) => {
  expect(() => originsIn(['https://b.example', bad])).toThrow(
    /^site\.origins\.1: got .* such as https:\/\/shop\.example/,
  );
});

/** A page that was opened before a release finds the parts of its script after it. */
import { expect, it } from 'vitest';
import { formerParts } from '../../scripts/build.mjs';

const texts = { 'ew-shelf-1.js': 'one', 'ew-shelf-2.js': 'two', 'ew-shelf-3.js': 'three' };

it('[S17] the parts of one release stay beside those of the next, however often that is built', () => {
  expect(formerParts(undefined, ['ew-shelf-1.js'])).toEqual({});
  const second = { parts: ['ew-shelf-1.js'], former: [], texts };
  expect(formerParts(second, ['ew-shelf-2.js'])).toEqual({ 'ew-shelf-1.js': 'one' });
  const again = { parts: ['ew-shelf-2.js'], former: ['ew-shelf-1.js'], texts };
  expect(formerParts(again, ['ew-shelf-2.js'])).toEqual({ 'ew-shelf-1.js': 'one' });
  expect(formerParts(again, ['ew-shelf-3.js'])).toEqual({ 'ew-shelf-2.js': 'two' });
});

/** A title's words → department and shelf. The rules are ordered, and the first that fits decides. */
import { THINGS } from './taxonomy-things.ts';
import { WORDS } from './taxonomy-words.ts';

export type Category = readonly [department: string, shelf: string];

/** `words` is a regular expression over whole words of a title in lower case. */
export type Rule = readonly [words: string, department: string, shelf: string];

/** Rules as one test each over the plain words of a title. */
const TESTS = [...THINGS, ...WORDS].map(([words, department, shelf]) => ({
  test: new RegExp(`(?<![a-z])(?:${words})(?:s|es)?(?![a-z])`),
  category: [department, shelf] as Category,
}));

export const OTHER: Category = ['Curiosities', 'Odds & ends'];

export function categoryOf(title: string): Category {
  const words = title.toLowerCase().replace(/[^a-z0-9&'+ -]/g, ' ');
  for (const { test, category } of TESTS) {
    if (test.test(words)) return category;
  }
  return OTHER;
}

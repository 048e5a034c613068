/** Text → the tokens that content similarity and search compare: lower case, no diacritics, English plurals folded. */

/** Letters that Unicode does not decompose, as people type them without the right keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Words of grammar: in every other title, and no likeness between products. */
const GRAMMAR = new Set(
  [
    'a an and at by for from in into it its of on or the to with', // en
    'al ale cu de din la pe pentru si sau un', // ro
    'без для до из или на не от по под со', // ru
    'bez dla do lub na od oraz po pod ze', // pl
  ].flatMap((words) => words.split(' ')),
);

/** Longer tokens are cut: nobody types them, and a hostile feed must not fill the vocabulary. */
const LONGEST_TOKEN = 32;

/** Lower case without diacritics, letter for letter: "Țesătură Łódź" is "tesatura lodz". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter]!);
}

/**
 * Distinct tokens of a text in the order they come, at most `limit`. Words of grammar and single letters are left out,
 * numbers stay ("12 pencils" is not "6 pencils").
 */
export function tokens(text: string, limit: number): string[] {
  const found = new Set<string>();
  for (const [word] of fold(text)
    .replace(/['’]s\b/g, '')
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    if (found.size >= limit) break;
    if (GRAMMAR.has(word) || /^\p{L}$/u.test(word)) continue;
    found.add(singular(word.slice(0, LONGEST_TOKEN)));
  }
  return [...found];
}

/** Both sides of a comparison are folded alike, so it matters that one thing has one form, not that the form is a word. */
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

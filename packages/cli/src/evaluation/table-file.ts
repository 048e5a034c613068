/** A Markdown file that keeps the tables of several sets: each evaluation replaces its own set's and no other's. */

const HEAD = `# Figures of every strategy

Written by \`edgewise evaluate --table\`; each set's tables say by which command. Do not edit them by hand.
`;

/**
 * @param text of the file so far, empty where there is none
 * @param name of the set; its tables stand between two comments that hold it
 * @throws RangeError for a name that would end its own comment.
 */
export function withTables(text: string, name: string, tables: string): string {
  if (!/^[\w .,()-]{1,80}$/.test(name) || name.includes('--')) {
    throw new RangeError(`the name of the tables is '${name}', expected letters, digits, spaces and .,()- only`);
  }
  const [first, last] = [`<!-- figures of ${name} -->`, `<!-- end of ${name} -->`];
  const section = `${first}\n\n## ${name}\n\n${tables.trimEnd()}\n\n${last}`;
  const from = text.indexOf(first);
  if (from === -1) return `${(text || HEAD).trimEnd()}\n\n${section}\n`;
  const to = text.indexOf(last, from);
  if (to === -1) throw new RangeError(`the tables of '${name}' have no end: '${last}' is missing`);
  return text.slice(0, from) + section + text.slice(to + last.length);
}

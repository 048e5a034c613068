const LONGEST_ID = 48;

/** Letters that are no other letter with a mark. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i' };

/** An id made of a name, that no other has. @param plain what it is called where no letter of the name may stand in an id */
export function freeId(name: string, taken: readonly string[], plain: string): string {
  const stem =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[ßłøæœđı]/g, (letter) => PLAIN[letter]!)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST_ID) || plain;
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

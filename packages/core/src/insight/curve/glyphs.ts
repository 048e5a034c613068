/** Letters of 5 × 7 dots for pictures made without a font: seven rows from the top, each a digit of base 32. */
const GLYPHS: Record<string, string> = {
  ' ': '0000000',
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh168gv',
  '3': 'u11e11u',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  '.': '00000cc',
  ',': '0000c48',
  ':': '0cc0cc0',
  '-': '000v000',
  '+': '044v440',
  '/': '01248g0',
  '%': 'op248j3',
  '?': 'eh12404',
};

/** A letter, a gap of one dot included. */
export const GLYPH_WIDTH = 6;
export const GLYPH_HEIGHT = 7;

/** The dots of a text, as whoever draws it wants them. Small letters are drawn as capitals, what is not here as '?'. */
export function eachDot(text: string, dot: (x: number, y: number) => void): void {
  for (const [i, letter] of [...text.toUpperCase()].entries()) {
    for (const [y, row] of [...(GLYPHS[letter] ?? GLYPHS['?']!)].entries()) {
      const bits = Number.parseInt(row, 32);
      for (let x = 0; x < 5; x++) if (bits & (16 >> x)) dot(i * GLYPH_WIDTH + x, y);
    }
  }
}

import { BRASS, type Colours, INK, LEAF, mix, PAPER, WOOD_DARK } from '../colours.ts';
import { HEART, STAR } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function bauble(s: Sketch, { fill, dark, light }: Colours): void {
  s.line('M200 0V88', dark, 4);
  s.box(180, 84, 40, 30, 5, BRASS);
  s.body('M200 104A112 112 0 1 1 199 104Z', fill, 240);
  s.path('M142 166Q156 138 184 134', 'none');
  s.line('M128 196Q140 150 180 138', light, 12, 0.75);
}

function tree(s: Sketch, { main, dark, second }: Colours): void {
  const green = main === '#f8f4ee' ? '#e9efe6' : mix(main, LEAF, 0.35);
  s.shadow(200, 326, 66);
  s.box(184, 286, 32, 40, 3, WOOD_DARK);
  s.body('M200 54 258 142H234L284 214H252L312 292H88L148 214H116L166 142H142Z', green, 216);
  s.line('M150 142Q200 166 248 146M126 214Q200 244 274 218', mix(green, dark, 0.4), 5, 0.6);
  for (const [x, y] of [
    [200, 122],
    [172, 184],
    [230, 192],
    [146, 262],
    [206, 254],
    [262, 266],
  ] as const)
    s.circle(x, y, 9, second);
  s.group('translate(200 56) scale(2.600)', () => s.path(STAR, '#f7b733'));
}

function stocking(s: Sketch, { fill, second }: Colours): void {
  s.line('M172 0V78', WOOD_DARK, 4);
  s.body('M148 104H250V232C250 250 282 262 300 282C318 306 296 336 264 330C220 324 148 316 148 262Z', fill, 262);
  s.box(136, 76, 126, 46, 16, PAPER);
  s.path('M266 330C236 326 238 292 262 282C290 270 322 300 296 324Q284 332 266 330Z', second);
}

function wreath(s: Sketch, { main, second, dark }: Colours): void {
  const leaf = mix(main, LEAF, 0.55);
  s.ring(200, 206, 96, mix(leaf, dark, 0.3), 26);
  for (let i = 0; i < 22; i++) {
    const turn = (i * 360) / 22;
    s.group(`translate(200 206) rotate(${turn}) translate(0 -98) rotate(${i % 2 ? 28 : -32})`, () => {
      s.path('M0-36C20-16 18 12 0 30C-18 12-20-16 0-36Z', i % 3 === 0 ? mix(leaf, '#ffffff', 0.22) : leaf);
    });
  }
  for (const turn of [20, 92, 164, 236, 308]) {
    s.group(`rotate(${turn} 200 206)`, () => {
      s.circle(200, 106, 11, second === PAPER ? '#c93a33' : second);
      s.circle(216, 112, 9, second === PAPER ? '#c93a33' : second);
    });
  }
  s.path(
    'M200 300C160 270 132 286 142 314C150 334 186 322 200 306C214 322 250 334 258 314C268 286 240 270 200 300ZM190 308 164 362 190 350 200 322 210 350 236 362 210 308Z',
    '#c93a33',
  );
}

function star(s: Sketch, { fill, dark, light }: Colours): void {
  s.line('M200 0V84', dark, 4);
  s.body('M200 76 236 160 326 168 258 228 278 316 200 270 122 316 142 228 74 168 164 160Z', fill, 214);
  s.line('M200 76V270M326 168 200 214 278 316M122 316 200 214 74 168', light, 3, 0.5);
}

function snowflake(s: Sketch, { main, light }: Colours): void {
  s.line('M200 0V70', main, 4);
  for (let turn = 0; turn < 360; turn += 60) {
    s.group(`rotate(${turn} 200 206)`, () =>
      s.line('M200 206V84M200 130 172 108M200 130 228 108M200 166 180 150M200 166 220 150', main, 14),
    );
    s.group(`rotate(${turn} 200 206)`, () => s.line('M200 206V90', light, 4, 0.7));
  }
}

function angel(s: Sketch, { fill, second, light }: Colours): void {
  s.shadow(200, 322, 78);
  s.path(
    'M196 190C120 90 50 130 64 196C74 244 150 240 196 220ZM204 190C280 90 350 130 336 196C326 244 250 240 204 220Z',
    light,
  );
  s.body('M200 150C236 150 246 196 286 322H114C154 196 164 150 200 150Z', fill, 212);
  s.circle(200, 122, 36, '#f0cda9');
  s.path('M164 122C160 82 240 82 236 122C226 102 174 102 164 122Z', '#8a5a3c');
  s.ellipse(200, 74, 34, 9, 'none');
  s.line('M166 74C166 62 234 62 234 74C234 86 166 86 166 74Z', BRASS, 5);
  s.group('translate(200 226) scale(2)', () => s.path(HEART, second));
}

function reindeer(s: Sketch, { main, dark, second }: Colours): void {
  const coat = mix(main, '#8a5a3c', 0.5);
  s.shadow(204, 322, 92);
  s.line('M138 118C110 100 112 66 106 52M118 92 92 84M166 112C176 84 160 66 168 46M170 84 192 74', WOOD_DARK, 9);
  s.box(140, 226, 18, 96, 6, dark);
  s.box(262, 226, 18, 96, 6, dark);
  s.body(
    'M116 190C116 130 190 124 190 170C240 166 296 170 300 222V322H276L270 256H176L170 322H146L140 250C122 240 116 220 116 190Z',
    coat,
    250,
  );
  s.path('M94 170C96 122 186 108 190 150C186 196 108 206 94 170Z', coat);
  s.circle(98, 170, 13, '#c93a33');
  s.circle(146, 146, 6, INK);
  s.path('M128 200Q160 222 188 186L194 206Q158 240 126 216Z', second);
}

function gift(s: Sketch, { fill, dark, second }: Colours): void {
  const ribbon = second;
  s.shadow(200, 322, 112);
  s.body('M106 190H294V310Q294 322 282 322H118Q106 322 106 310Z', fill, 246);
  s.body('M94 152H306V192H94Z', fill, 246);
  s.path('M94 188H306V196H94Z', dark, 0.35);
  s.box(182, 152, 36, 170, 0, ribbon);
  s.path(
    'M200 152C150 152 110 128 130 100C150 78 190 112 200 152C210 112 250 78 270 100C290 128 250 152 200 152Z',
    ribbon,
  );
  s.path(
    'M194 144C170 142 140 126 148 114C158 104 184 124 194 144ZM206 144C230 142 260 126 252 114C242 104 216 124 206 144Z',
    dark,
    0.35,
  );
}

function egg(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 320, 70);
  s.body(
    'M200 88C262 88 300 190 296 236C290 290 250 320 200 320C150 320 110 290 104 236C100 190 138 88 200 88Z',
    fill,
    238,
  );
  s.line('M112 200 137 222 162 200 187 222 212 200 237 222 262 200 287 220', light, 8);
  s.line('M108 250 137 270 162 250 187 270 212 250 237 270 262 250 292 268', dark, 6, 0.5);
}

function chick(s: Sketch, { main, dark, light }: Colours): void {
  s.shadow(200, 322, 80);
  s.line('M180 300V320H166M220 300V320H206', '#d9822b', 7);
  s.body(
    'M200 84C250 84 262 128 258 156C304 172 310 304 200 308C90 304 96 172 142 156C138 128 150 84 200 84Z',
    main,
    236,
  );
  s.path('M126 206C150 200 168 226 160 260C132 262 116 236 126 206Z', dark, 0.5);
  s.path('M184 150 216 150 200 172Z', '#e8862c');
  s.circle(178, 132, 7, INK);
  s.circle(222, 132, 7, INK);
  s.ellipse(200, 250, 44, 40, light, 0.5);
}

function rabbit(s: Sketch, { main, light, second }: Colours): void {
  s.shadow(200, 322, 80);
  s.path(
    'M166 140C130 120 130 30 152 28C176 28 190 90 188 132ZM234 140C270 120 270 30 248 28C224 28 210 90 212 132Z',
    main,
  );
  s.path(
    'M164 118C148 104 146 56 154 52C166 56 176 92 176 120ZM236 118C252 104 254 56 246 52C234 56 224 92 224 120Z',
    '#e9a7b4',
  );
  s.body(
    'M200 110C250 110 264 152 252 186C306 206 300 322 240 322H160C100 322 94 206 148 186C136 152 150 110 200 110Z',
    main,
    236,
  );
  s.ellipse(200, 268, 46, 48, light, 0.6);
  s.circle(178, 156, 7, INK);
  s.circle(222, 156, 7, INK);
  s.path('M192 172H208L200 182Z', '#d0657c');
  s.path('M150 196Q200 222 250 196L246 214Q200 236 154 214Z', second);
}

export const SEASONS: Motifs = {
  bauble: onWall(bauble),
  tree: onTable(tree),
  stocking: onWall(stocking),
  wreath: onWall(wreath),
  star: onWall(star),
  snowflake: onWall(snowflake),
  angel: onTable(angel),
  reindeer: onTable(reindeer),
  gift: onTable(gift),
  egg: onTable(egg),
  chick: onTable(chick),
  rabbit: onTable(rabbit),
};

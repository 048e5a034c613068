/** Paper, writing, sewing, and what a party needs. */
import { type Colours, INK, METAL, METAL_DARK, mix, PAPER, WOOD, WOOD_DARK } from '../colours.ts';
import { HEART } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function card(s: Sketch, { fill, dark, second, main }: Colours): void {
  s.group('rotate(7 200 200)', () => {
    s.box(118, 92, 196, 236, 4, mix(second, '#2b1216', 0.12));
    s.path('M118 92 216 206 314 92Z', mix(second, '#2b1216', 0.24));
  });
  s.group('rotate(-6 200 200)', () => {
    s.body('M96 78H280V322H96Z', fill, 262);
    s.box(122, 110, 132, 150, 66, PAPER);
    s.group('translate(188 186) scale(4.200)', () => s.path(HEART, mix(main, '#c93a33', 0.35)));
    s.line('M140 288H236', dark, 6, 0.5);
  });
}

function wrap(s: Sketch, { fill, second, dark, light }: Colours): void {
  s.shadow(206, 322, 138);
  s.group('rotate(-24 200 214)', () => {
    s.body('M40 176H348Q364 176 364 214Q364 252 348 252H40Z', fill, 330);
    s.ellipse(42, 214, 17, 38, light);
    s.ellipse(42, 214, 9, 22, dark, 0.5);
    s.box(180, 174, 40, 80, 0, second);
  });
  s.path(
    'M206 206C160 176 150 130 180 128C204 128 208 170 206 206C214 166 236 130 258 142C278 162 246 196 206 206Z',
    second === PAPER ? dark : second,
  );
}

function notebook(s: Sketch, { fill, dark, second }: Colours): void {
  s.group('rotate(-5 200 200)', () => {
    s.box(112, 78, 196, 262, 8, '#e9ded0');
    s.body('M102 68H284Q296 68 296 80V320Q296 332 284 332H102Z', fill, 262);
    s.box(92, 68, 30, 264, 4, dark);
    s.box(158, 118, 104, 66, 6, PAPER);
    s.line('M174 140H246M174 160H226', dark, 4, 0.55);
    s.line('M280 60V344', second === PAPER ? dark : second, 7);
  });
}

function pencils(s: Sketch, { main, second, dark, light, fill }: Colours): void {
  s.shadow(200, 322, 72);
  const tips = [
    ['#c93a33', 126, 118],
    [second === PAPER ? '#efb93f' : second, 162, 84],
    [main, 198, 104],
    ['#4a7ba6', 232, 80],
    ['#5f9163', 264, 114],
  ] as const;
  for (const [colour, x, y] of tips) {
    s.path(`M${x} ${y + 34}L${x + 12} ${y}L${x + 24} ${y + 34}Z`, '#efd3ab');
    s.path(`M${x + 8} ${y + 12}L${x + 12} ${y}L${x + 16} ${y + 12}Z`, colour);
    s.box(x, y + 34, 24, 200, 0, colour);
    s.box(x + 16, y + 34, 8, 200, 0, '#2b1216', 0.16);
  }
  s.body('M116 208H294V306Q294 322 278 322H132Q116 322 116 306Z', fill, 246);
  s.box(116, 208, 178, 14, 0, light, 0.7);
  s.line('M132 246V300', dark, 0.5, 0.2);
}

function pen(s: Sketch, { fill, dark, second }: Colours): void {
  s.group('rotate(38 200 200)', () => {
    s.path('M184 320H216L200 366Z', METAL);
    s.body('M180 96H220V322H180Z', fill, 208);
    s.box(180, 232, 40, 12, 0, second);
    s.body('M180 60Q200 30 220 60V104H180Z', dark, 208);
    s.box(218, 70, 9, 76, 4, METAL_DARK);
  });
}

function tape(s: Sketch, { fill, dark, light, second }: Colours): void {
  s.path('M262 288H392V326H250Z', mix(second, '#ffffff', 0.1));
  s.circle(196, 206, 122, dark);
  s.circle(190, 200, 120, fill);
  s.ring(190, 200, 96, light, 3, 0.6);
  s.circle(190, 200, 56, PAPER);
  s.circle(190, 200, 44, dark, 0.28);
}

function ribbon(s: Sketch, { main, second, dark, light, fill }: Colours): void {
  s.shadow(190, 322, 102);
  s.path('M248 300C300 280 300 350 372 318L378 344C300 382 296 316 244 326Z', main);
  s.body('M110 150H270V300H110Z', fill, 230);
  for (const y of [176, 208, 240, 272]) s.line(`M110 ${y}H270`, dark, 4, 0.25);
  for (const y of [142, 306]) {
    s.ellipse(190, y, 96, 20, mix(WOOD, '#ffffff', 0.12));
    s.ellipse(190, y - 4, 96, 20, WOOD);
  }
  s.ellipse(190, 138, 22, 6, WOOD_DARK);
  s.line('M130 164V286', light, 8, 0.5);
  s.circle(360, 330, 0.1, second);
}

function stickers(s: Sketch, { main, second, dark, light }: Colours): void {
  s.box(88, 76, 232, 256, 10, mix(dark, '#ffffff', 0.2), 0.35);
  s.body('M80 68H312V280L268 324H80Z', PAPER, 330);
  s.path('M312 280H268V324Z', '#ddd2c2');
  const colours = [main, second === PAPER ? '#efb93f' : second, light, '#5f9163'];
  [
    [134, 122],
    [196, 122],
    [258, 122],
    [134, 190],
    [196, 190],
    [258, 190],
    [134, 258],
    [196, 258],
  ].forEach(([x, y], i) => {
    s.circle(x as number, y as number, 26, colours[i % 4] as string);
    s.group(`translate(${x} ${y}) scale(1.500)`, () => s.path(HEART, i % 2 ? PAPER : dark, 0.85));
  });
}

function scissors(s: Sketch, { main, dark, second }: Colours): void {
  s.path('M196 210 150 66Q166 50 178 72L216 206Z', METAL);
  s.path('M204 210 250 66Q234 50 222 72L184 206Z', '#cfd5d8');
  s.ring(152, 282, 44, dark, 20);
  s.ring(248, 282, 44, main, 20);
  s.line('M186 214 166 246M214 214 234 246', main, 18);
  s.circle(200, 206, 9, METAL_DARK);
  s.circle(200, 206, 3, second);
}

function sewing(s: Sketch, { main, second, light, fill }: Colours): void {
  s.shadow(196, 322, 92);
  s.body('M124 132H244V300H124Z', fill, 210);
  for (let y = 146; y < 296; y += 12) s.line(`M126 ${y}H242`, light, 2, 0.45);
  s.box(108, 110, 152, 26, 8, WOOD);
  s.box(108, 296, 152, 26, 8, WOOD);
  s.line('M244 268C300 260 286 200 322 190C350 180 342 130 318 112', main, 4);
  s.line('M316 60 300 210', METAL_DARK, 6);
  s.ellipse(316, 72, 4, 10, PAPER);
  s.circle(306, 296, 36, second === PAPER ? '#d9694f' : second);
  s.ring(306, 296, 26, '#2b1216', 3, 0.2);
  for (const [x, y] of [
    [298, 288],
    [314, 288],
    [298, 304],
    [314, 304],
  ] as const)
    s.circle(x, y, 4.5, INK, 0.75);
}

function bunting(s: Sketch, { fill, main, second, dark }: Colours): void {
  s.line('M-10 84Q200 190 410 84', dark, 5);
  const flags: [x: number, y: number, turn: number][] = [
    [22, 100, 12],
    [98, 124, 7],
    [175, 136, 2],
    [252, 133, -4],
    [328, 117, -9],
  ];
  flags.forEach(([x, y, turn], i) => {
    s.group(`translate(${x} ${y}) rotate(${turn})`, () =>
      s.body('M-6 0H58L26 96Z', i % 2 === 0 ? fill : second === PAPER ? mix(main, '#ffffff', 0.55) : second, 36),
    );
  });
  s.line('M-10 250Q200 350 410 250', dark, 5, 0.5);
  for (const [x, y] of [
    [56, 278],
    [136, 296],
    [216, 298],
    [294, 286],
  ] as const)
    s.path(`M${x} ${y}H${x + 48}L${x + 24} ${y + 66}Z`, x % 3 ? main : mix(main, '#ffffff', 0.5), 0.55);
}

function garland(s: Sketch, { main, second, light, dark }: Colours): void {
  for (const [y, shift] of [
    [90, 0],
    [220, 40],
  ] as const) {
    s.line(`M-10 ${y}Q200 ${y + 90} 410 ${y}`, dark, 4);
    for (let i = 0; i < 5; i++) {
      const x = 20 + i * 88 + shift - 20;
      const drop = y + 45 - ((x - 200) / 200) ** 2 * 45;
      s.group(`translate(${x} ${Math.round(drop + 26)}) scale(2.700)`, () =>
        s.path(HEART, [main, second === PAPER ? light : second, mix(main, '#ffffff', 0.3)][i % 3] as string),
      );
    }
  }
}

function balloons(s: Sketch, { main, second, light, dark }: Colours): void {
  s.line('M136 230C150 300 190 310 200 388M262 212C250 300 212 320 202 388M200 166V388', dark, 3, 0.6);
  for (const [x, y, colour] of [
    [130, 160, second === PAPER ? '#efb93f' : second],
    [270, 146, light],
    [200, 104, main],
  ] as const) {
    s.body(
      `M${x} ${y - 76}C${x + 60} ${y - 76} ${x + 74} ${y + 20} ${x} ${y + 76}C${x - 74} ${y + 20} ${x - 60} ${y - 76} ${x} ${y - 76}Z`,
      colour,
      x + 24,
    );
    s.path(`M${x - 9} ${y + 86}L${x} ${y + 72}L${x + 9} ${y + 86}Z`, colour);
    s.line(`M${x - 30} ${y - 20}Q${x - 28} ${y - 46} ${x - 12} ${y - 52}`, '#ffffff', 7, 0.6);
  }
}

function napkins(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 316, 124);
  for (const lift of [18, 9])
    s.path(`M82 ${250 + lift}L200 ${206 + lift}L318 ${250 + lift}L200 ${300 + lift}Z`, mix(dark, '#ffffff', lift / 40));
  s.body('M82 250 200 206 318 250 200 300Z', fill, 290);
  s.body('M112 92 288 92 300 226 200 262 100 226Z', fill, 250);
  s.path('M112 92 288 92 200 178Z', light, 0.7);
  s.line('M112 92 200 178 288 92', dark, 3, 0.3);
}

function doily(s: Sketch, { main, dark }: Colours): void {
  for (let i = 0; i < 20; i++) {
    const turn = (i / 20) * Math.PI * 2;
    s.circle(Math.round(200 + Math.sin(turn) * 122), Math.round(200 - Math.cos(turn) * 122), 24, main);
  }
  s.ring(200, 200, 146, dark, 3, 0.25);
  s.circle(200, 200, 122, main);
  for (let i = 0; i < 20; i++)
    s.group(`rotate(${i * 18} 200 200)`, () => {
      s.circle(200, 78, 8, dark, 0.3);
      s.ellipse(200, 116, 7, 14, dark, 0.3);
    });
  for (let i = 0; i < 10; i++)
    s.group(`rotate(${i * 36} 200 200)`, () => s.path('M200 144Q216 164 200 184Q184 164 200 144Z', dark, 0.3));
  s.ring(200, 200, 92, dark, 3, 0.3);
}

export const PAPER_GOODS: Motifs = {
  card: onWall(card),
  wrap: onTable(wrap),
  notebook: onWall(notebook),
  pencils: onTable(pencils),
  pen: onWall(pen),
  tape: onWall(tape),
  ribbon: onTable(ribbon),
  stickers: onWall(stickers),
  scissors: onWall(scissors),
  sewing: onTable(sewing),
  bunting: onWall(bunting),
  garland: onWall(garland),
  balloons: onWall(balloons),
  napkins: onTable(napkins),
  doily: onWall(doily),
};

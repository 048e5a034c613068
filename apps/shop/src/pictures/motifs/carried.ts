/** What is carried and worn: bags, umbrellas, jewellery. */
import { BRASS, type Colours, METAL, METAL_DARK, mix, PAPER, WOOD_DARK } from '../colours.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function tote(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 326, 112);
  s.line('M150 150C150 50 250 50 250 150', dark, 14);
  s.body('M96 142H304L318 310Q320 328 302 328H98Q80 328 82 310Z', fill, 248);
  s.path('M96 142H304L306 164H94Z', dark, 0.55);
  s.line('M150 164V144M250 164V144', second, 8);
}

function lunchBag(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 326, 92);
  s.line('M160 122C160 66 240 66 240 122', dark, 12);
  s.body('M124 120H276L288 306Q290 326 270 326H130Q110 326 112 306Z', fill, 236);
  s.body('M118 116H282L288 176Q200 190 112 176Z', fill, 236);
  s.line('M112 178Q200 192 288 178', dark, 4, 0.5);
  s.box(184, 168, 32, 26, 6, light);
}

function handbag(s: Sketch, { fill, dark }: Colours): void {
  s.shadow(200, 322, 112);
  s.line('M138 196C138 86 262 86 262 196', dark, 13);
  s.body('M104 182H296C328 230 330 322 280 322H120C70 322 72 230 104 182Z', fill, 252);
  s.path('M104 182H296Q300 240 200 246Q100 240 104 182Z', dark, 0.35);
  s.circle(200, 244, 13, BRASS);
}

function purse(s: Sketch, { fill, dark }: Colours): void {
  s.shadow(200, 312, 98);
  s.body('M108 176H292C336 220 330 312 268 312H132C70 312 64 220 108 176Z', fill, 250);
  s.line('M104 178Q200 146 296 178', BRASS, 13);
  s.circle(188, 146, 13, BRASS);
  s.circle(214, 144, 13, mix(BRASS, '#ffffff', 0.3));
  s.line('M130 206Q200 190 270 206', dark, 3, 0.35);
}

function wallet(s: Sketch, { fill, dark, light }: Colours): void {
  s.group('rotate(-8 200 200)', () => {
    s.body('M92 116H308Q320 116 320 128V282Q320 294 308 294H92Q80 294 80 282V128Q80 116 92 116Z', fill, 270);
    s.box(92, 128, 216, 154, 6, 'none');
    s.line('M92 130H308V280H92Z', light, 3, 0.7);
    s.body('M250 178H330V232H250Q234 232 234 205Q234 178 250 178Z', dark, 320);
    s.circle(262, 205, 9, BRASS);
  });
}

function washBag(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 318, 112);
  s.body('M96 166H304L322 300Q324 318 306 318H94Q76 318 78 300Z', fill, 254);
  s.line('M96 164Q200 148 304 164', METAL_DARK, 10);
  s.line('M98 164Q200 148 302 164', METAL, 4);
  s.box(292, 158, 12, 44, 6, BRASS);
  s.line('M84 284H316', dark, 4, 0.3);
  s.line('M112 188L106 250', light, 8, 0.5);
}

function backpack(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 326, 98);
  s.line('M172 92C172 52 228 52 228 92', dark, 11);
  s.body(
    'M116 300V170C116 110 160 86 200 86C240 86 284 110 284 170V300Q284 326 258 326H142Q116 326 116 300Z',
    fill,
    240,
  );
  s.body('M138 232H262V296Q262 308 250 308H150Q138 308 138 296Z', second, 240);
  s.line('M138 244H262', dark, 5, 0.5);
  s.line('M116 170Q200 200 284 170', dark, 5, 0.4);
}

function suitcase(s: Sketch, { fill, dark }: Colours): void {
  s.shadow(200, 322, 134);
  s.line('M160 138V112Q160 100 172 100H228Q240 100 240 112V138', WOOD_DARK, 11);
  s.body('M78 136H322Q338 136 338 152V306Q338 322 322 322H78Q62 322 62 306V152Q62 136 78 136Z', fill, 282);
  s.box(104, 136, 26, 186, 0, dark, 0.7);
  s.box(270, 136, 26, 186, 0, dark, 0.7);
  s.box(108, 206, 18, 22, 4, BRASS);
  s.box(274, 206, 18, 22, 4, BRASS);
}

function tagLabel(s: Sketch, { fill, dark, second }: Colours): void {
  s.line('M152 122C120 60 60 70 40 20', second === PAPER ? dark : second, 6);
  s.group('rotate(24 200 220)', () => {
    s.body('M140 148 200 92 260 148V330Q260 342 248 342H152Q140 342 140 330Z', fill, 226);
    s.circle(200, 138, 14, PAPER);
    s.box(160, 222, 80, 62, 6, PAPER, 0.9);
    s.line('M174 242H226M174 262H210', dark, 4, 0.6);
  });
}

function umbrella(s: Sketch, { fill, dark, light }: Colours): void {
  s.group('rotate(14 200 200)', () => {
    s.line('M200 96V308C200 346 252 346 252 312', WOOD_DARK, 11);
    s.body(
      'M52 214C60 110 130 62 200 62C270 62 340 110 348 214Q322 190 298 214Q274 190 248 214Q224 190 200 214Q176 190 152 214Q126 190 102 214Q78 190 52 214Z',
      fill,
      248,
    );
    s.line(
      'M200 62C166 110 156 160 152 212M200 62C234 110 244 160 248 212M200 62C120 100 104 160 102 210M200 62C280 100 296 160 298 210',
      dark,
      3,
      0.35,
    );
    s.line('M200 62V42', light, 7);
  });
}

function mittens(s: Sketch, { fill, dark, second, light }: Colours): void {
  s.line('M132 100C150 40 250 40 268 100', second === PAPER ? dark : second, 6);
  for (const [x, side] of [
    [132, -1],
    [268, 1],
  ] as const) {
    s.group(`translate(${x} 0) scale(${side} 1)`, () => {
      s.path('M-44 232C-84 214 -96 256 -72 276C-58 290 -40 286 -36 276Z', dark);
      s.body('M-50 150H50L56 262C60 320 36 342 0 342C-36 342 -60 320 -56 262Z', fill, 22);
      s.body('M-54 100H54Q60 100 60 108V150Q60 158 54 158H-54Q-60 158 -60 150V108Q-60 100 -54 100Z', light, 24);
      s.line('M-36 106V152M-12 106V152M12 106V152M36 106V152', dark, 3, 0.3);
    });
  }
}

function necklace(s: Sketch, { main, dark, light, second }: Colours): void {
  s.line('M92 44C100 190 150 250 200 262C250 250 300 190 308 44', BRASS, 4);
  const beads: [number, number][] = [
    [98, 92],
    [110, 142],
    [130, 186],
    [160, 224],
    [240, 224],
    [270, 186],
    [290, 142],
    [302, 92],
  ];
  beads.forEach(([x, y], i) => {
    s.circle(x, y, i > 1 && i < 6 ? 17 : 13, i % 2 ? second : main);
    s.circle(x - 4, y - 5, 4, '#ffffff', 0.65);
  });
  s.body('M200 246C234 280 242 326 200 352C158 326 166 280 200 246Z', main, 208);
  s.path('M200 262C182 284 176 304 184 322', 'none');
  s.line('M188 284Q178 302 184 320', light, 6, 0.8);
  s.circle(200, 250, 9, dark);
}

function bracelet(s: Sketch, { main, light, second }: Colours): void {
  s.ellipse(206, 262, 138, 44, '#2b1216', 0.14);
  for (let i = 0; i < 22; i++) {
    const turn = (i / 22) * Math.PI * 2;
    const x = Math.round(200 + Math.sin(turn) * 124);
    const y = Math.round(216 - Math.cos(turn) * 74);
    s.circle(x, y, 18, i % 3 === 0 ? second : main);
    s.circle(x - 5, y - 6, 5, '#ffffff', 0.6);
  }
  s.line('M200 292V306', BRASS, 4);
  s.body('M200 304C228 326 226 352 200 362C174 352 172 326 200 304Z', second, 206);
  s.circle(192, 326, 5, light, 0.8);
}

function earrings(s: Sketch, { main, second, light }: Colours): void {
  for (const x of [134, 266]) {
    s.line(`M${x} 118C${x - 6} 72 ${x + 38} 66 ${x + 34} 108`, BRASS, 5);
    s.circle(x, 134, 17, second);
    s.line(`M${x} 152V178`, BRASS, 4);
    s.body(`M${x} 172C${x + 54} 226 ${x + 46} 300 ${x} 314C${x - 46} 300 ${x - 54} 226 ${x} 172Z`, main, x + 10);
    s.line(`M${x - 16} 220Q${x - 30} 254 ${x - 16} 282`, light, 8, 0.75);
    s.circle(x - 5, 128, 5, '#ffffff', 0.7);
  }
}

function ring(s: Sketch, { main, light, dark }: Colours): void {
  s.shadow(200, 326, 78);
  s.ring(200, 238, 78, mix(BRASS, '#7a5a1c', 0.25), 22);
  s.ring(197, 236, 78, BRASS, 16);
  s.path('M152 118 176 84H224L248 118 200 178Z', main);
  s.path('M152 118H248L200 178Z', dark, 0.35);
  s.path('M176 84 184 118 200 178 216 118 224 84Z', light, 0.6);
}

function hair(s: Sketch, { main, fill, second, light }: Colours): void {
  s.body(
    'M200 194C150 110 66 120 74 200C80 276 150 272 200 212C250 272 320 276 326 200C334 120 250 110 200 194Z',
    fill,
    250,
  );
  s.line('M104 176Q140 176 178 198M296 176Q260 176 222 198', light, 6, 0.6);
  s.box(174, 168, 52, 66, 18, second === PAPER ? mix(main, '#2b1216', 0.3) : second);
}

function keyring(s: Sketch, { fill, light, second }: Colours): void {
  s.ring(200, 104, 46, METAL_DARK, 10);
  s.line('M200 150V188', METAL, 9);
  s.body(
    'M200 340C96 268 112 182 160 184C188 186 200 210 200 216C200 210 212 186 240 184C288 182 304 268 200 340Z',
    fill,
    222,
  );
  s.line('M142 218Q134 240 150 268', light, 9, 0.7);
  s.circle(200, 150, 9, second);
}

export const CARRIED: Motifs = {
  tote: onTable(tote),
  lunchBag: onTable(lunchBag),
  handbag: onTable(handbag),
  purse: onTable(purse),
  wallet: onWall(wallet),
  washBag: onTable(washBag),
  backpack: onTable(backpack),
  suitcase: onTable(suitcase),
  tagLabel: onWall(tagLabel),
  umbrella: onWall(umbrella),
  mittens: onWall(mittens),
  necklace: onWall(necklace),
  bracelet: onWall(bracelet),
  earrings: onWall(earrings),
  ring: onTable(ring),
  hair: onWall(hair),
  keyring: onWall(keyring),
};

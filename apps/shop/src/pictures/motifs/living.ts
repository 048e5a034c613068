/** Plants, animals, gardens, and the heart that half the shop is shaped like. */
import { BRASS, type Colours, INK, LEAF, METAL, METAL_DARK, mix, PAPER, WOOD, WOOD_DARK } from '../colours.ts';
import { HEART } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function heart(s: Sketch, { fill, dark, light }: Colours): void {
  s.line('M200 0V132', dark, 4);
  s.path(
    'M188 108C172 88 158 100 166 114C174 126 192 118 200 112C208 118 226 126 234 114C242 100 228 88 212 108Z',
    dark,
  );
  s.body(
    'M200 336C52 236 78 120 142 122C182 124 200 156 200 164C200 156 218 124 258 122C322 120 348 236 200 336Z',
    fill,
    248,
  );
  s.line('M120 178Q114 210 136 244', light, 11, 0.6);
}

function bird(s: Sketch, { fill, main, dark, light, second }: Colours): void {
  s.shadow(204, 322, 66);
  s.line('M186 290V320M214 290V320', WOOD_DARK, 6);
  s.path('M262 218 366 176 348 232 280 264Z', dark);
  s.body(
    'M92 180C92 124 170 108 202 150C232 186 290 186 300 226C300 276 240 298 194 296C136 294 92 244 92 180Z',
    fill,
    252,
  );
  s.path(
    'M176 204C220 190 276 204 284 236C252 268 192 262 176 204Z',
    second === PAPER ? mix(main, '#2b1216', 0.2) : second,
  );
  s.path('M96 170 58 184 94 196Z', '#e0a13c');
  s.circle(128, 162, 8, INK);
  s.circle(131, 159, 2.5, '#ffffff');
  s.ellipse(140, 236, 26, 30, light, 0.45);
}

function owl(s: Sketch, { fill, main, dark, light }: Colours): void {
  s.shadow(200, 324, 76);
  s.body('M112 96Q136 118 200 112Q264 118 288 96C306 180 308 324 200 324C92 324 94 180 112 96Z', fill, 246);
  s.ellipse(200, 250, 56, 60, light, 0.6);
  for (const x of [160, 240]) {
    s.circle(x, 164, 38, PAPER);
    s.circle(x, 164, 20, mix(main, '#efb93f', 0.6));
    s.circle(x, 164, 11, INK);
  }
  s.path('M188 184H212L200 210Z', '#e0a13c');
  s.path(
    'M104 200C88 240 96 280 122 300C128 260 124 224 104 200ZM296 200C312 240 304 280 278 300C272 260 276 224 296 200Z',
    dark,
  );
}

function butterfly(s: Sketch, { fill, second, light }: Colours): void {
  s.group('rotate(-12 200 200)', () => {
    s.body(
      'M200 196C176 96 70 64 58 130C50 190 120 216 200 204ZM200 196C224 96 330 64 342 130C350 190 280 216 200 204Z',
      fill,
      290,
    );
    s.body(
      'M198 206C130 216 84 268 112 308C142 342 190 286 200 214C210 286 258 342 288 308C316 268 270 216 202 206Z',
      second === PAPER ? light : second,
      270,
    );
    for (const [x, y] of [
      [108, 136],
      [292, 136],
    ] as const)
      s.circle(x, y, 18, light, 0.8);
    s.line('M200 150C190 110 172 100 160 92M200 150C210 110 228 100 240 92', INK, 4);
    s.box(191, 146, 18, 130, 9, INK);
  });
}

function dog(s: Sketch, { fill, second }: Colours): void {
  s.shadow(206, 322, 112);
  s.line('M306 186C330 160 326 132 320 118', INK, 0.1);
  s.body(
    'M96 132 108 92 136 118 172 122V180H284C296 150 302 132 318 124C330 160 318 196 310 212V320H276V268H182V320H148V248C124 240 116 214 118 196L72 190C66 160 78 146 96 132Z',
    fill,
    262,
  );
  s.circle(124, 150, 6, second === PAPER ? '#ffffff' : second);
  s.circle(74, 176, 9, INK);
  s.path('M146 190H176V212H146Z', second === PAPER ? '#c93a33' : second);
}

function cat(s: Sketch, { fill, light, second }: Colours): void {
  s.shadow(204, 324, 86);
  s.path('M276 300C350 300 352 220 322 204C314 230 330 262 268 272Z', mix(light, '#2b1216', 0.25));
  s.body(
    'M140 70 172 104Q200 96 228 104L260 70 266 150C266 176 252 192 240 198C286 224 290 324 244 324H156C110 324 114 224 160 198C148 192 134 176 134 150Z',
    fill,
    238,
  );
  s.circle(174, 146, 8, INK);
  s.circle(226, 146, 8, INK);
  s.path('M192 164H208L200 174Z', '#d0657c');
  s.line('M164 172 118 164M164 180 120 188M236 172 282 164M236 180 280 188', INK, 2.5, 0.6);
  s.box(158, 196, 84, 13, 6, second === PAPER ? '#c93a33' : second);
}

function flowers(s: Sketch, { main, second, fill, dark, light }: Colours): void {
  s.shadow(200, 324, 66);
  s.line('M186 226C170 180 140 170 132 120M200 226V96M216 226C232 190 262 170 270 130', LEAF, 7);
  s.path(
    'M160 186C130 190 118 168 116 154C142 150 158 166 160 186ZM232 196C262 198 276 178 280 162C252 160 236 174 232 196Z',
    LEAF,
  );
  for (const [x, y, colour] of [
    [128, 104, main],
    [272, 112, second === PAPER ? light : second],
    [200, 76, main],
  ] as const) {
    for (let turn = 0; turn < 360; turn += 60)
      s.group(`rotate(${turn} ${x} ${y})`, () => s.ellipse(x, y - 25, 15, 23, colour));
    s.circle(x, y, 15, BRASS);
  }
  s.body(
    'M146 220H254L240 306Q238 324 222 324H178Q162 324 160 306Z',
    second === PAPER ? mix(dark, '#ffffff', 0.25) : fill,
    220,
  );
}

function plantPot(s: Sketch, { fill, light, second }: Colours): void {
  s.shadow(200, 324, 74);
  for (const [turn, length] of [
    [-46, 120],
    [-20, 156],
    [6, 168],
    [30, 146],
    [54, 112],
  ] as const) {
    s.group(`rotate(${turn} 200 224)`, () =>
      s.path(
        `M200 224C168 ${224 - length * 0.4} 180 ${224 - length * 0.8} 200 ${224 - length}C220 ${224 - length * 0.8} 232 ${224 - length * 0.4} 200 224Z`,
        turn % 20 === 0 ? LEAF : '#7ba379',
      ),
    );
  }
  s.body('M120 228H280L262 308Q258 324 242 324H158Q142 324 138 308Z', fill, 236);
  s.body('M110 204H290V238H110Z', fill, 240);
  s.line('M112 206H288', light, 4, 0.6);
  s.circle(200, 276, 13, second);
}

function wateringCan(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(210, 324, 98);
  s.line('M178 170C178 92 300 92 290 190C288 232 312 240 306 270', dark, 13);
  s.path('M140 268 66 152 92 140 164 220Z', dark);
  s.path('M46 162 96 122 104 146 66 178Z', light);
  s.body('M140 172H288L300 306Q302 324 284 324H144Q126 324 128 306Z', fill, 240);
  s.ellipse(214, 172, 74, 12, light);
  s.line('M132 226H294', dark, 4, 0.35);
}

function tools(s: Sketch, { main, second }: Colours): void {
  s.group('rotate(-18 150 200)', () => {
    s.box(140, 204, 26, 146, 13, main);
    s.box(146, 172, 14, 44, 4, METAL_DARK);
    s.body('M118 56Q153 20 188 56V128Q153 196 118 128Z', METAL, 160);
  });
  s.group('rotate(18 262 200)', () => {
    s.box(250, 204, 26, 146, 13, second === PAPER ? WOOD : second);
    s.line('M263 216V144M224 52V120Q224 146 263 146Q302 146 302 120V52M263 146V52', METAL_DARK, 12);
  });
}

function birdhouse(s: Sketch, { fill, main, dark, second }: Colours): void {
  s.line('M200 0V70', WOOD_DARK, 4);
  s.body('M112 174H288V320H112Z', fill, 250);
  s.body('M200 66 332 178 312 204 200 112 88 204 68 178Z', second === PAPER ? dark : second, 222);
  s.path('M200 112 288 186V196H112V186Z', main);
  s.circle(200, 226, 34, INK);
  s.line('M200 280H236', WOOD, 9);
}

function birdcage(s: Sketch, { main, dark, second }: Colours): void {
  s.shadow(200, 326, 98);
  s.ring(200, 54, 16, dark, 6);
  s.path(
    'M168 222C170 196 216 190 226 220C252 218 262 236 266 246C226 262 170 262 168 222Z',
    second === PAPER ? '#e58aa0' : second,
  );
  s.circle(186, 214, 4, INK);
  for (const x of [0, 34, 68, 96])
    s.line(
      `M${200 - x} 306V${180 - x * 0.1}C${200 - x} ${120 + x * 0.2} ${200 - x * 0.3} 84 200 72C${200 + x * 0.3} 84 ${200 + x} ${120 + x * 0.2} ${200 + x} ${180 - x * 0.1}V306`,
      main,
      6,
    );
  s.line('M104 200H296M106 254H294', main, 5);
  s.body('M88 300H312V322Q312 328 306 328H94Q88 328 88 322Z', main, 262);
}

function bucket(s: Sketch, { fill, light }: Colours): void {
  s.shadow(200, 324, 86);
  s.line('M112 168C112 60 288 60 288 168', METAL_DARK, 7);
  s.body('M104 164H296L274 308Q272 324 256 324H144Q128 324 126 308Z', fill, 242);
  s.ellipse(200, 164, 96, 17, light);
  s.ellipse(200, 167, 84, 12, '#2b1216', 0.35);
}

function hanging(s: Sketch, { main, second, light, dark }: Colours): void {
  s.line('M200 0V70M120 92V360M200 92V380M280 92V360', dark, 3);
  s.box(78, 68, 244, 26, 13, WOOD);
  const columns: [number, number][] = [
    [120, 150],
    [200, 184],
    [280, 150],
  ];
  columns.forEach(([x, y], i) => {
    s.group(`translate(${x} ${y}) scale(3.200)`, () =>
      s.path(HEART, i === 1 ? main : second === PAPER ? light : second),
    );
    s.circle(x, y + 66, 19, i === 1 ? light : main);
    s.group(`translate(${x} ${y + 130}) scale(2.400)`, () =>
      s.path(HEART, i === 1 ? (second === PAPER ? dark : second) : light),
    );
  });
}

function key(s: Sketch, { main, dark }: Colours): void {
  s.group('rotate(-38 200 200)', () => {
    s.box(190, 150, 24, 196, 10, main);
    s.path('M214 286H256V312H214ZM214 322H244V342H214Z', main);
    s.ring(202, 110, 48, main, 24);
    s.line('M196 170V330', dark, 4, 0.3);
  });
}

export const LIVING: Motifs = {
  heart: onWall(heart),
  bird: onTable(bird),
  owl: onTable(owl),
  butterfly: onWall(butterfly),
  dog: onTable(dog),
  cat: onTable(cat),
  flowers: onTable(flowers),
  plantPot: onTable(plantPot),
  wateringCan: onTable(wateringCan),
  tools: onWall(tools),
  birdhouse: onWall(birdhouse),
  birdcage: onTable(birdcage),
  bucket: onTable(bucket),
  hanging: onWall(hanging),
  key: onWall(key),
};

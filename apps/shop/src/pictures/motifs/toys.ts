/** Toys and games. */
import { type Colours, INK, METAL, mix, PAPER, WOOD } from '../colours.ts';
import { HEART } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function windmill(s: Sketch, { main, second, dark, fill, light }: Colours): void {
  s.line('M200 172V392', WOOD, 11);
  [fill, second === PAPER ? light : second, fill, second === PAPER ? light : second].forEach((colour, i) => {
    s.group(`rotate(${i * 90} 200 168)`, () => {
      s.path('M200 168V48C264 56 280 104 248 136Z', colour);
      s.path('M200 168 248 136C230 122 214 128 200 168Z', dark, 0.3);
    });
  });
  s.circle(200, 168, 15, mix(main, '#f5cb5c', 0.7));
}

function teddy(s: Sketch, { fill, main, light, second }: Colours): void {
  s.shadow(200, 326, 92);
  s.circle(138, 92, 32, main);
  s.circle(262, 92, 32, main);
  s.circle(138, 92, 17, light);
  s.circle(262, 92, 17, light);
  s.ellipse(112, 318, 34, 20, main);
  s.ellipse(288, 318, 34, 20, main);
  s.body(
    'M200 196C262 196 288 244 282 288C276 320 236 328 200 328C164 328 124 320 118 288C112 244 138 196 200 196Z',
    fill,
    240,
  );
  s.body(
    'M200 60C266 60 292 110 286 148C278 194 240 208 200 208C160 208 122 194 114 148C108 110 134 60 200 60Z',
    fill,
    244,
  );
  s.ellipse(200, 164, 42, 32, light);
  s.ellipse(200, 148, 14, 10, INK);
  s.circle(166, 124, 8, INK);
  s.circle(234, 124, 8, INK);
  s.path(
    'M200 212C176 198 154 200 156 218C158 236 184 230 200 220C216 230 242 236 244 218C246 200 224 198 200 212Z',
    second === PAPER ? '#c93a33' : second,
  );
}

function doll(s: Sketch, { fill, main, second, light }: Colours): void {
  s.shadow(200, 328, 78);
  s.body(
    'M200 52C262 52 270 116 258 150C304 190 308 300 258 328H142C92 300 96 190 142 150C130 116 138 52 200 52Z',
    fill,
    244,
  );
  s.circle(200, 118, 44, '#f3d2b0');
  s.path('M156 112C160 70 240 70 244 112C224 92 176 92 156 112Z', '#6d4632');
  s.circle(184, 120, 5, INK);
  s.circle(216, 120, 5, INK);
  s.line('M190 138Q200 146 210 138', '#b3443f', 4);
  s.circle(172, 132, 8, '#e58aa0', 0.6);
  s.circle(228, 132, 8, '#e58aa0', 0.6);
  s.ellipse(200, 254, 56, 52, PAPER);
  for (let turn = 0; turn < 360; turn += 72)
    s.group(`rotate(${turn} 200 250)`, () => s.circle(200, 232, 13, second === PAPER ? main : second));
  s.circle(200, 250, 9, light);
}

function blocks(s: Sketch, { main, second, light }: Colours): void {
  s.shadow(200, 326, 118);
  const cubes: [number, number, string][] = [
    [84, 218, main],
    [206, 218, second === PAPER ? '#efb93f' : second],
    [146, 112, light],
  ];
  for (const [x, y, colour] of cubes) {
    s.body(`M${x} ${y}H${x + 108}V${y + 106}H${x}Z`, colour, x + 84);
    s.line(`M${x + 10} ${y + 10}H${x + 98}V${y + 96}H${x + 10}Z`, PAPER, 4, 0.7);
    s.group(`translate(${x + 54} ${y + 52}) scale(2.600)`, () => s.path(HEART, PAPER, 0.95));
  }
}

function jigsaw(s: Sketch, { main, second, light, dark }: Colours): void {
  const colours = [main, second === PAPER ? '#efb93f' : second, light, dark];
  [
    [84, 84],
    [202, 84],
    [84, 202],
    [202, 202],
  ].forEach(([x = 0, y = 0], i) => {
    s.box(x, y, 114, 114, 8, colours[i] as string);
  });
  s.circle(202, 142, 24, colours[0] as string);
  s.circle(258, 202, 24, colours[1] as string);
  s.circle(142, 198, 24, colours[2] as string);
  s.circle(198, 260, 24, colours[3] as string);
}

function game(s: Sketch, { main, second, light, dark }: Colours): void {
  s.group('rotate(-8 200 200)', () => {
    s.box(76, 84, 256, 236, 8, dark);
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 4; column++)
        s.box(88 + column * 58, 94 + row * 54, 56, 52, 0, (row + column) % 2 ? PAPER : main);
  });
  s.circle(158, 150, 22, second === PAPER ? '#c93a33' : second);
  s.circle(262, 258, 22, light);
  s.group('rotate(16 266 140)', () => {
    s.box(238, 112, 58, 58, 10, '#ffffff');
    for (const [x, y] of [
      [252, 126],
      [267, 141],
      [282, 156],
    ] as const)
      s.circle(x, y, 6, INK);
  });
}

function car(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 322, 142);
  s.body(
    'M56 232Q60 200 96 198L140 140Q148 130 162 130H244Q258 130 268 142L304 198Q344 202 346 240V280Q346 292 334 292H68Q56 292 56 280Z',
    fill,
    276,
  );
  s.path('M158 150H196V198H130ZM212 150H244Q250 150 256 158L280 198H212Z', light);
  for (const x of [122, 282]) {
    s.circle(x, 290, 34, INK);
    s.circle(x, 290, 16, METAL);
  }
  s.circle(338, 238, 9, '#f7d774');
  s.line('M60 250H342', dark, 4, 0.3);
}

function rocket(s: Sketch, { fill, second, light, main }: Colours): void {
  s.group('rotate(24 200 200)', () => {
    s.path('M172 306C176 350 192 362 200 386C208 362 224 350 228 306Z', '#f7b733');
    s.path('M146 226 96 300 150 296ZM254 226 304 300 250 296Z', second === PAPER ? '#c93a33' : second);
    s.body('M200 28C266 92 272 220 244 310H156C128 220 134 92 200 28Z', fill, 216);
    s.circle(200, 156, 33, PAPER);
    s.circle(200, 156, 24, mix(light, '#4a7ba6', 0.5));
    s.path('M200 28C222 50 236 74 243 100H157C164 74 178 50 200 28Z', mix(main, '#2b1216', 0.3));
  });
}

export const TOYS: Motifs = {
  windmill: onWall(windmill),
  teddy: onTable(teddy),
  doll: onTable(doll),
  blocks: onTable(blocks),
  jigsaw: onWall(jigsaw),
  game: onWall(game),
  car: onTable(car),
  rocket: onWall(rocket),
};

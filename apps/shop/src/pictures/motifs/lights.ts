import { type Colours, FLAME, GLASS, GLOW, INK, METAL, METAL_DARK, mix, WOOD, WOOD_DARK } from '../colours.ts';
import { HEART, STAR } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

export function flame(s: Sketch, x: number, y: number, size = 1): void {
  s.circle(x, y - 20 * size, 46 * size, GLOW, 0.6);
  s.group(`translate(${x} ${y}) scale(${size})`, () => {
    s.path('M0-46C18-22 15 0 0 0C-15 0-18-22 0-46Z', FLAME);
    s.path('M0-24C8-12 7-2 0-2C-7-2-8-12 0-24Z', '#fff6d8');
  });
}

function candle(s: Sketch, { fill, light, dark }: Colours): void {
  s.shadow(200, 320, 72);
  s.ellipse(200, 316, 92, 13, METAL);
  s.ellipse(200, 312, 78, 9, METAL_DARK, 0.5);
  flame(s, 200, 132);
  s.line('M200 160V130', INK, 4);
  s.body('M146 158V306Q146 318 200 318Q254 318 254 306V158Z', fill, 220);
  s.ellipse(200, 158, 54, 13, light);
  s.path('M232 160C236 190 246 186 246 210C246 224 252 224 254 214V158Z', light);
  s.ellipse(200, 160, 20, 5, dark, 0.3);
}

function tLight(s: Sketch, { fill, main, light, dark }: Colours): void {
  s.shadow(200, 320, 82);
  s.circle(200, 224, 120, GLOW, 0.55);
  s.body('M106 168H294L276 300Q274 322 250 322H150Q126 322 124 300Z', mix(main, GLASS, 0.35), 240);
  s.path('M110 196H290L277 292Q200 304 123 292Z', fill, 0.8);
  s.ellipse(200, 168, 94, 16, light);
  s.ellipse(200, 170, 82, 11, dark, 0.45);
  flame(s, 200, 172, 1.1);
}

function hangingTLight(s: Sketch, { main, dark, light }: Colours): void {
  s.line('M200 0V58M200 58C150 70 128 110 126 150M200 58C250 70 272 110 274 150', METAL_DARK, 4);
  s.circle(200, 220, 118, GLOW, 0.5);
  s.group('translate(200 232) scale(12.500)', () => {
    s.path(HEART, dark);
    s.group('translate(-.5 -.5) scale(.93)', () => s.path(HEART, main));
  });
  s.box(162, 208, 76, 46, 8, METAL);
  s.ellipse(200, 208, 38, 8, '#dfe5e7');
  flame(s, 200, 208, 0.9);
  s.circle(200, 322, 10, light);
}

function candlestick(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 320, 66);
  flame(s, 200, 78, 0.8);
  s.box(184, 76, 32, 90, 5, second === dark ? '#f3e6cb' : second);
  s.body(
    'M164 160H236L224 180C214 190 214 206 222 216C232 228 214 250 212 286Q250 296 262 322H138Q150 296 188 286C186 250 168 228 178 216C186 206 186 190 176 180Z',
    fill,
    212,
  );
  s.ellipse(200, 160, 36, 7, dark);
}

function lantern(s: Sketch, { fill, main, dark, light }: Colours): void {
  s.shadow(200, 320, 88);
  s.ring(200, 66, 20, dark, 7);
  s.body('M138 136 186 88H214L262 136Z', fill, 216);
  s.box(122, 132, 156, 18, 4, dark);
  s.box(134, 150, 132, 148, 0, mix(GLOW, main, 0.12));
  s.box(164, 232, 72, 66, 6, '#f7efdf');
  flame(s, 200, 232, 0.95);
  for (const x of [130, 194, 258]) s.box(x, 148, 12, 152, 0, main);
  s.line('M136 170 200 222 264 170M136 276 200 222 264 276', light, 3, 0.5);
  s.body('M112 296H288V318Q288 324 282 324H118Q112 324 112 318Z', fill);
}

function lamp(s: Sketch, { fill, dark, light, second }: Colours): void {
  s.shadow(200, 320, 66);
  s.circle(200, 190, 140, GLOW, 0.5);
  s.path('M190 210H210V286Q246 292 252 322H148Q154 292 190 286Z', second);
  s.body('M148 92H252L304 222H96Z', fill, 226);
  s.ellipse(200, 222, 104, 13, light);
  s.ellipse(200, 92, 52, 7, dark);
}

function fairyLights(s: Sketch, { main, second, dark }: Colours): void {
  s.line(
    'M-10 96C60 200 140 200 200 120C260 200 340 200 410 96M-10 226C70 330 150 320 210 250C270 320 350 320 410 226',
    dark,
    4,
  );
  const bulbs: [number, number][] = [
    [36, 150],
    [98, 184],
    [160, 164],
    [238, 160],
    [302, 184],
    [364, 150],
    [44, 282],
    [112, 312],
    [174, 286],
    [246, 286],
    [308, 304],
    [368, 270],
  ];
  bulbs.forEach(([x, y], i) => {
    const colour = [main, second, FLAME][i % 3] as string;
    s.circle(x, y + 20, 30, GLOW, 0.6);
    s.box(x - 6, y - 6, 12, 14, 2, dark);
    s.path(
      `M${x - 9} ${y + 6}H${x + 9}C${x + 16} ${y + 24} ${x + 6} ${y + 36} ${x} ${y + 38}C${x - 6} ${y + 36} ${x - 16} ${y + 24} ${x - 9} ${y + 6}Z`,
      colour,
    );
  });
}

function chandelier(s: Sketch, { main, dark, light }: Colours): void {
  s.line('M200 0V96M200 170C140 230 92 214 84 176M200 170C260 230 308 214 316 176M200 176V214', dark, 8);
  s.body('M174 96H226L214 176H186Z', main, 206);
  for (const [x, y] of [
    [84, 168],
    [316, 168],
    [200, 206],
  ] as const) {
    flame(s, x, y - 44, 0.7);
    s.box(x - 9, y - 44, 18, 46, 3, '#f8f4ee');
    s.ellipse(x, y + 2, 22, 7, main);
  }
  for (const [x, y] of [
    [84, 200],
    [120, 232],
    [160, 224],
    [200, 250],
    [240, 224],
    [280, 232],
    [316, 200],
    [200, 292],
  ] as const) {
    s.path(`M${x} ${y}L${x + 10} ${y + 18}L${x} ${y + 36}L${x - 10} ${y + 18}Z`, light);
  }
}

function incense(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 320, 96);
  s.line('M250 150C226 116 276 96 248 58C236 40 246 26 252 16', '#ffffff', 9, 0.65);
  s.line('M168 300 250 152', WOOD_DARK, 6);
  s.circle(250, 152, 6, '#e8622c');
  s.body('M84 284H316Q312 322 268 322H132Q88 322 84 284Z', fill, 250);
  s.ellipse(200, 284, 116, 11, light);
  s.ellipse(200, 286, 96, 7, dark, 0.3);
}

function matches(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 320, 84);
  for (const [x, y] of [
    [158, 112],
    [182, 92],
    [206, 104],
    [232, 90],
    [250, 116],
  ] as const) {
    s.box(x - 4, y, 8, 130, 2, WOOD);
    s.ellipse(x, y, 9, 13, second === '#fbf6ec' ? '#c93a33' : second);
  }
  s.body('M126 176H274V306Q274 322 258 322H142Q126 322 126 306Z', fill, 230);
  s.box(126, 176, 148, 16, 0, dark);
}

function paperStar(s: Sketch, { main, light, dark }: Colours): void {
  s.line('M200 0V64', dark, 4);
  s.circle(200, 206, 150, GLOW, 0.5);
  s.group('translate(200 208) scale(14.500)', () => s.path(STAR, main));
  s.group('translate(200 208) scale(8)', () => s.path(STAR, light));
}

export const LIGHTS: Motifs = {
  candle: onTable(candle),
  tLight: onTable(tLight),
  hangingTLight: onWall(hangingTLight),
  candlestick: onTable(candlestick),
  lantern: onTable(lantern),
  lamp: onTable(lamp),
  fairyLights: onWall(fairyLights),
  chandelier: onWall(chandelier),
  incense: onTable(incense),
  matches: onTable(matches),
  paperStar: onWall(paperStar),
};

/** What stands and hangs in rooms: clocks, frames, signs, cushions, hooks, boxes. */
import { BRASS, type Colours, GLASS, INK, METAL, METAL_DARK, mix, PAPER, WOOD, WOOD_DARK } from '../colours.ts';
import { HEART } from '../patterns.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function clockFace(s: Sketch, x: number, y: number, r: number, hand: string): void {
  s.circle(x, y, r, PAPER);
  for (let turn = 0; turn < 360; turn += 30)
    s.group(`rotate(${turn} ${x} ${y})`, () => s.box(x - 2.5, y - r + 8, 5, turn % 90 === 0 ? 16 : 9, 2, INK, 0.7));
  s.line(`M${x} ${y}L${x - r * 0.34} ${y - r * 0.3}M${x} ${y}L${x + r * 0.42} ${y - r * 0.42}`, INK, 7);
  s.circle(x, y, 7, hand);
}

function wallClock(s: Sketch, { main, fill, dark, light }: Colours): void {
  s.circle(207, 209, 138, '#2b1216', 0.16);
  s.circle(200, 200, 138, dark);
  s.circle(200, 200, 132, fill);
  s.ring(200, 200, 108, light, 4, 0.7);
  clockFace(s, 200, 200, 104, main);
}

function alarmClock(s: Sketch, { main, dark, fill }: Colours): void {
  s.shadow(200, 324, 92);
  s.line('M134 286 112 322M266 286 288 322', dark, 15);
  s.path('M104 132C92 92 138 66 168 92ZM296 132C308 92 262 66 232 92Z', main);
  s.line('M200 96V70M182 66H218', METAL_DARK, 9);
  s.body('M200 96A106 106 0 1 1 199 96Z', fill, 250);
  clockFace(s, 200, 202, 82, main);
}

function frame(s: Sketch, { fill, dark, second, light }: Colours): void {
  s.box(92, 68, 232, 276, 6, '#2b1216', 0.15);
  s.body('M84 60H316V336H84Z', fill, 290);
  s.box(114, 90, 172, 216, 0, PAPER);
  s.box(134, 112, 132, 172, 0, mix(light, '#bcd3dc', 0.6));
  s.path('M134 284V226L176 184 214 232 236 210 266 246V284Z', mix(second, '#5f8560', 0.5));
  s.circle(232, 150, 16, '#f5cb5c');
  s.line('M114 90H286V306H114Z', dark, 3, 0.3);
}

function mirror(s: Sketch, { fill, dark, light }: Colours): void {
  s.ellipse(208, 210, 112, 142, '#2b1216', 0.15);
  s.body(
    'M200 58C268 58 312 120 312 200C312 280 268 342 200 342C132 342 88 280 88 200C88 120 132 58 200 58Z',
    fill,
    262,
  );
  s.ellipse(200, 200, 84, 114, dark, 0.3);
  s.ellipse(200, 200, 80, 110, '#cfe0e6');
  s.path('M144 256 236 104 262 128 164 288Z', '#ffffff', 0.55);
  s.circle(200, 52, 13, light);
}

function cushion(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 318, 130);
  s.body(
    'M70 104C110 118 290 118 330 104C316 160 316 262 332 318C290 304 110 304 68 318C84 262 84 160 70 104Z',
    fill,
    276,
  );
  s.line(
    'M70 104C110 118 290 118 330 104C316 160 316 262 332 318C290 304 110 304 68 318C84 262 84 160 70 104Z',
    second === PAPER ? dark : second,
    5,
    0.8,
  );
  s.line('M186 204Q200 214 214 204', dark, 5, 0.3);
}

function doormat(s: Sketch, { fill, dark, main }: Colours): void {
  s.path('M92 148H308L356 304H44Z', '#2b1216', 0.16);
  s.body('M96 138H304L350 292H50Z', fill, 330);
  s.path('M116 154H284L318 276H82Z', 'none');
  s.line('M116 154H284L318 276H82Z', dark, 6, 0.45);
  for (let x = 58; x < 350; x += 13) s.line(`M${x} 292V304`, mix(main, WOOD, 0.5), 5);
}

function hotWaterBottle(s: Sketch, { fill, dark, light, second }: Colours): void {
  s.box(172, 50, 56, 26, 8, dark);
  s.body(
    'M166 72H234V112C294 124 300 160 296 210V296Q296 338 254 338H146Q104 338 104 296V210C100 160 106 124 166 112Z',
    fill,
    250,
  );
  s.body('M160 96H240V128Q200 140 160 128Z', second === PAPER ? light : second, 220);
  s.line('M128 180V290', light, 9, 0.45);
}

function apron(s: Sketch, { fill, dark, second }: Colours): void {
  s.line('M160 94C150 30 250 30 240 94', dark, 9);
  s.line('M112 190 60 214M288 190 340 214', dark, 9);
  s.body(
    'M156 86H244C244 140 262 176 292 186V320Q292 338 274 338H126Q108 338 108 320V186C138 176 156 140 156 86Z',
    fill,
    250,
  );
  s.body('M144 228H256V282Q256 300 238 300H162Q144 300 144 282Z', second, 240);
  s.line('M144 240H256', dark, 4, 0.4);
}

function towel(s: Sketch, { fill, dark, light }: Colours): void {
  s.box(52, 88, 296, 15, 7, WOOD_DARK);
  s.body('M112 84H288V318H112Z', fill, 262);
  s.body('M112 84H288V214H112Z', fill, 262);
  s.line('M112 214H288', dark, 3, 0.4);
  s.box(112, 288, 176, 12, 0, light, 0.7);
  for (let x = 118; x < 288; x += 10) s.line(`M${x} 318V330`, dark, 3, 0.5);
}

function sign(s: Sketch, { fill, main, dark, second }: Colours): void {
  s.line('M112 132 200 44 288 132', WOOD_DARK, 5);
  s.circle(200, 44, 8, METAL_DARK);
  s.box(68, 138, 272, 156, 10, '#2b1216', 0.15);
  s.body('M70 130H330Q340 130 340 140V276Q340 286 330 286H70Q60 286 60 276V140Q60 130 70 130Z', fill, 300);
  s.line('M78 146H322V270H78Z', second, 4, 0.8);
  const ink = second === main ? dark : second;
  s.line('M120 184H280M144 212H256M132 240H268', ink, 10, 0.9);
}

function chalkboard(s: Sketch, { main, second }: Colours): void {
  s.box(92, 80, 232, 256, 8, '#2b1216', 0.15);
  s.body('M84 70H316V328H84Z', mix(WOOD, main, 0.15), 292);
  s.box(104, 90, 192, 218, 0, '#343a3b');
  s.line('M132 140H228M132 174H258M132 208H206', '#f4f1e8', 6, 0.85);
  s.group('translate(250 262) scale(2.400)', () => s.path(HEART, second === PAPER ? '#e58aa0' : second, 0.9));
}

function hooks(s: Sketch, { fill, main, dark }: Colours): void {
  s.box(56, 132, 296, 62, 10, '#2b1216', 0.15);
  s.body('M60 122H340Q348 122 348 130V178Q348 186 340 186H60Q52 186 52 178V130Q52 122 60 122Z', fill, 310);
  for (const x of [104, 200, 296]) {
    s.circle(x, 156, 15, METAL_DARK);
    s.line(`M${x} 160V222C${x} 260 ${x + 44} 258 ${x + 42} 226`, mix(METAL_DARK, main, 0.15), 12);
    s.circle(x + 42, 224, 10, dark);
  }
}

function coatHanger(s: Sketch, { fill, dark }: Colours): void {
  s.line('M200 128V112C200 96 232 96 228 72C224 50 186 54 188 78', METAL_DARK, 9);
  s.body(
    'M200 120C236 138 320 196 344 224C360 246 344 262 320 252C280 236 230 214 200 214C170 214 120 236 80 252C56 262 40 246 56 224C80 196 164 138 200 120Z',
    fill,
    280,
  );
  s.line('M92 226Q200 160 308 226', dark, 3, 0.3);
}

function knob(s: Sketch, { fill, dark, light }: Colours): void {
  s.box(60, 110, 280, 180, 10, WOOD);
  s.box(60, 110, 280, 180, 10, '#2b1216', 0.06);
  s.line('M76 126H324V274H76Z', WOOD_DARK, 4, 0.6);
  s.circle(206, 210, 66, '#2b1216', 0.25);
  s.circle(200, 200, 64, dark);
  s.circle(200, 198, 60, fill);
  s.circle(182, 178, 20, light, 0.55);
}

function box(s: Sketch, { fill, dark, light, second }: Colours): void {
  s.shadow(200, 322, 122);
  s.body('M92 196H308V308Q308 322 294 322H106Q92 322 92 308Z', fill, 256);
  s.body('M82 148H318V200H82Z', fill, 262);
  s.path('M82 196H318V206H82Z', dark, 0.4);
  s.box(166, 226, 68, 44, 6, PAPER);
  s.line('M180 242H220M180 256H206', dark, 4, 0.5);
  s.line('M82 150H318', light, 5, 0.7);
  s.circle(200, 174, 9, second === PAPER ? BRASS : second);
}

function basket(s: Sketch, { main, dark, light }: Colours): void {
  const cane = mix(main, WOOD, 0.55);
  s.shadow(200, 322, 110);
  s.line('M112 188C112 60 288 60 288 188', mix(cane, '#2b1216', 0.25), 13);
  s.body('M84 184H316L292 308Q290 322 274 322H126Q110 322 108 308Z', cane, 254);
  for (const y of [212, 242, 272, 300])
    s.line(`M${92 + (y - 200) * 0.17} ${y}H${308 - (y - 200) * 0.17}`, dark, 3, 0.35);
  for (let x = 108; x < 300; x += 24) s.line(`M${x} 190L${200 + (x - 200) * 0.84} 320`, dark, 3, 0.3);
  s.box(74, 174, 252, 24, 12, mix(cane, light, 0.4));
}

function drawers(s: Sketch, { fill, main, dark, light }: Colours): void {
  s.shadow(200, 330, 122);
  s.box(104, 306, 18, 28, 4, WOOD_DARK);
  s.box(278, 306, 18, 28, 4, WOOD_DARK);
  s.body('M84 92H316V312H84Z', mix(main, '#2b1216', 0.06), 290);
  s.box(74, 80, 252, 18, 6, dark);
  for (const y of [108, 174, 240]) {
    s.box(98, y, 204, 58, 5, fill);
    s.line(`M98 ${y}H302`, light, 3, 0.6);
    s.circle(160, y + 30, 8, BRASS);
    s.circle(240, y + 30, 8, BRASS);
  }
}

function chair(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 342, 86);
  s.line('M132 230V340M268 230V340M150 226V318M250 226V318', dark, 13);
  s.line('M134 60V220M266 60V220', dark, 14);
  s.body('M128 64H272V92H128ZM128 118H272V142H128Z', fill, 250);
  s.body('M112 206H288L300 240H100Z', fill, 262);
  s.line('M112 208H288', light, 4, 0.6);
}

function bell(s: Sketch, { main, dark, light }: Colours): void {
  s.line('M200 0V80', WOOD_DARK, 5);
  s.circle(200, 304, 22, dark);
  s.body(
    'M200 76C258 76 268 140 274 206C278 252 296 268 316 292H84C104 268 122 252 126 206C132 140 142 76 200 76Z',
    main,
    226,
  );
  s.line('M158 128Q146 180 148 224', light, 11, 0.6);
}

function magnet(s: Sketch, { main, second, light, fill }: Colours): void {
  const spots: [number, number, string][] = [
    [138, 146, fill],
    [262, 132, second === PAPER ? '#efb93f' : second],
    [146, 268, light],
    [268, 258, main],
  ];
  for (const [x, y, colour] of spots) {
    s.circle(x + 5, y + 7, 52, '#2b1216', 0.16);
    s.circle(x, y, 52, colour);
    s.ring(x, y, 42, PAPER, 3, 0.7);
    s.group(`translate(${x} ${y}) scale(2.200)`, () => s.path(HEART, PAPER, 0.9));
  }
}

function curtain(s: Sketch, { main, second, light }: Colours): void {
  s.box(40, 44, 320, 14, 7, WOOD_DARK);
  for (let i = 0; i < 12; i++) {
    const x = 58 + i * 26;
    s.line(`M${x} 56V${330 - (i % 3) * 26}`, METAL, 2);
    for (let y = 80 + (i % 2) * 18; y < 330 - (i % 3) * 26; y += 38)
      s.circle(x, y, 9, [main, second, light][(i + y) % 3] as string);
  }
}

function tissueBox(s: Sketch, { fill, dark }: Colours): void {
  s.shadow(200, 318, 112);
  s.path('M150 186C140 130 190 150 186 96C220 128 216 106 250 130C234 150 262 160 248 188Z', '#ffffff');
  s.body('M96 184H304V304Q304 318 290 318H110Q96 318 96 304Z', fill, 258);
  s.ellipse(200, 186, 66, 10, dark, 0.5);
}

function soap(s: Sketch, { fill, light, main }: Colours): void {
  s.shadow(200, 312, 122);
  s.body('M72 256H328Q320 312 270 312H130Q80 312 72 256Z', PAPER, 270);
  s.body('M112 196H288Q310 196 310 224Q310 262 288 262H112Q90 262 90 224Q90 196 112 196Z', fill, 264);
  s.line('M124 214H240', light, 7, 0.7);
  for (const [x, y, r] of [
    [132, 156, 22],
    [178, 130, 15],
    [248, 150, 26],
    [296, 116, 12],
  ] as const) {
    s.circle(x, y, r, mix(GLASS, main, 0.12), 0.85);
    s.circle(x - r * 0.3, y - r * 0.3, r * 0.25, '#ffffff');
  }
}

export const ROOMS: Motifs = {
  wallClock: onWall(wallClock),
  alarmClock: onTable(alarmClock),
  frame: onWall(frame),
  mirror: onWall(mirror),
  cushion: onTable(cushion),
  doormat: onTable(doormat),
  hotWaterBottle: onWall(hotWaterBottle),
  apron: onWall(apron),
  towel: onWall(towel),
  sign: onWall(sign),
  chalkboard: onWall(chalkboard),
  hooks: onWall(hooks),
  coatHanger: onWall(coatHanger),
  knob: onWall(knob),
  box: onTable(box),
  basket: onTable(basket),
  drawers: onTable(drawers),
  chair: onTable(chair),
  bell: onWall(bell),
  magnet: onWall(magnet),
  curtain: onWall(curtain),
  tissueBox: onTable(tissueBox),
  soap: onTable(soap),
};

import { type Colours, GLASS, INK, METAL, METAL_DARK, mix, PAPER, WOOD, WOOD_DARK } from '../colours.ts';
import type { Sketch } from '../sketch.ts';
import { type Motifs, onTable, onWall } from './motif.ts';

function mug(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 318, 92);
  s.line('M262 188C330 176 330 282 256 270', dark, 20);
  s.body('M118 150H270V286Q270 320 236 320H152Q118 320 118 286Z', fill);
  s.ellipse(194, 150, 76, 15, light);
  s.ellipse(194, 152, 66, 10, '#4a2c22');
}

function teacup(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 318, 128);
  s.ellipse(200, 308, 132, 20, light);
  s.ellipse(200, 304, 84, 10, dark, 0.35);
  s.line('M282 196C344 186 334 258 262 262', dark, 15);
  s.body('M102 172H298C298 250 262 304 200 304C138 304 102 250 102 172Z', fill);
  s.ellipse(200, 172, 98, 16, light);
  s.ellipse(200, 174, 86, 11, '#a8683c');
}

function teapot(s: Sketch, { fill, dark, second }: Colours): void {
  s.shadow(200, 318, 115);
  s.line('M112 196C44 186 46 290 122 280', dark, 18);
  s.path('M286 214C330 212 322 160 356 154L368 168C346 184 350 262 280 276Z', dark);
  s.body('M96 236C96 172 148 152 200 152C252 152 304 172 304 236C304 292 256 320 200 320C144 320 96 292 96 236Z', fill);
  s.path('M146 162C152 128 248 128 254 162Q200 174 146 162Z', dark);
  s.circle(200, 124, 14, second);
}

function jug(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(198, 318, 80);
  s.line('M258 176C330 170 326 276 270 276', dark, 17);
  s.body('M128 118 258 130 246 168C292 214 288 320 236 320H158C108 320 108 214 150 170Z', fill);
  s.path('M128 118 258 130Q196 148 128 118Z', light);
}

function bowl(s: Sketch, { fill, light, dark }: Colours): void {
  s.shadow(200, 318, 88);
  s.box(155, 300, 90, 20, 8, dark);
  s.body('M84 190H316C316 262 268 310 200 310C132 310 84 262 84 190Z', fill);
  s.ellipse(200, 190, 116, 22, light);
  s.ellipse(200, 193, 102, 16, dark, 0.5);
}

function plate(s: Sketch, { fill, main, light, dark }: Colours): void {
  s.circle(206, 210, 138, '#2b1216', 0.14);
  s.circle(200, 200, 138, fill);
  s.ring(200, 200, 132, light, 6);
  s.circle(200, 200, 90, mix(main, '#ffffff', 0.75));
  s.ring(200, 200, 90, dark, 2, 0.25);
  s.ring(200, 200, 74, dark, 3, 0.18);
}

function cakeStand(s: Sketch, { fill, light, second, main }: Colours): void {
  s.shadow(200, 320, 100);
  s.path('M160 322Q200 290 240 322Z', METAL_DARK);
  s.box(195, 92, 10, 220, 4, METAL);
  const tiers: [y: number, w: number][] = [
    [292, 132],
    [212, 98],
    [138, 64],
  ];
  for (const [y, w] of tiers) {
    for (let i = -1; i <= 1; i++) {
      const x = 200 + i * w * 0.56;
      s.circle(x, y - 22, w * 0.17, i === 0 ? light : second);
      s.path(
        `M${x - w * 0.17} ${y - 20}H${x + w * 0.17}L${x + w * 0.12} ${y}H${x - w * 0.12}Z`,
        i === 0 ? '#c98c52' : main,
      );
    }
    s.body(`M${200 - w} ${y - 6}Q200 ${y + 34} ${200 + w} ${y - 6}Q200 ${y + 10} ${200 - w} ${y - 6}Z`, fill);
    s.ellipse(200, y - 4, w, 7, light);
  }
  s.ring(200, 84, 11, METAL_DARK, 5);
}

function cupcake(s: Sketch, { fill, second, dark, light }: Colours): void {
  s.shadow(200, 318, 66);
  s.body('M126 224H274L252 320H148Z', fill, 228);
  for (const x of [152, 176, 200, 224, 248]) s.line(`M${x} 230L${200 + (x - 200) * 0.72} 316`, dark, 2, 0.4);
  s.path(
    'M112 226C98 196 132 180 144 178C134 146 172 142 182 136C188 104 218 108 218 134C252 130 268 156 258 178C292 180 302 212 288 226Q200 244 112 226Z',
    second,
  );
  s.line('M140 198Q200 220 262 194M166 166Q204 182 240 160', light, 7, 0.8);
  s.circle(202, 112, 17, '#c93a33');
  s.line('M204 98Q208 78 226 74', '#5f8560', 4);
}

function tin(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 320, 92);
  s.body('M112 168V298Q112 324 200 324Q288 324 288 298V168Z', fill);
  s.body('M106 146V174Q106 198 200 198Q294 198 294 174V146Z', dark);
  s.ellipse(200, 146, 94, 22, light);
  s.ellipse(200, 145, 74, 15, dark, 0.25);
}

function jar(s: Sketch, { fill, main, dark, second }: Colours): void {
  s.shadow(200, 320, 88);
  s.body(
    'M132 160C112 172 108 190 108 212V290Q108 322 142 322H258Q292 322 292 290V212C292 190 288 172 268 160Z',
    GLASS,
  );
  s.path('M120 222V288Q120 310 144 310H256Q280 310 280 288V222Q200 236 120 222Z', main);
  s.box(150, 232, 100, 54, 6, PAPER);
  s.line('M168 250H232M178 266H222', dark, 4, 0.6);
  s.body('M128 112Q200 92 272 112L288 164Q200 184 112 164Z', fill);
  s.line('M124 142Q200 160 276 142', second, 5);
}

function bottle(s: Sketch, { fill, dark, light, second }: Colours): void {
  s.shadow(200, 320, 62);
  s.body(
    'M178 92H222V150C222 172 258 180 258 216V296Q258 322 232 322H168Q142 322 142 296V216C142 180 178 172 178 150Z',
    fill,
    220,
  );
  s.box(172, 66, 56, 32, 8, second);
  s.box(142, 226, 116, 60, 0, PAPER, 0.92);
  s.line('M164 246H236M176 264H224', dark, 4, 0.6);
  s.line('M158 216V298', light, 6, 0.7);
}

function glass(s: Sketch, { main, light, dark }: Colours): void {
  s.shadow(200, 320, 62);
  s.body(
    'M128 96H272C280 190 246 226 206 230V300C240 304 254 310 256 322H144C146 310 160 304 194 300V230C154 226 120 190 128 96Z',
    mix(light, GLASS, 0.5),
    226,
  );
  s.path('M131 140H269C266 190 240 216 200 218C160 216 134 190 131 140Z', main, 0.85);
  s.ellipse(200, 96, 72, 9, dark, 0.2);
  s.line('M148 112Q146 164 166 194', '#ffffff', 7, 0.7);
}

function cutlery(s: Sketch, { fill, dark }: Colours): void {
  for (const x of [124, 200, 276]) {
    s.box(x - 12, 206, 24, 126, 12, fill);
    s.box(x - 12, 206, 24, 126, 12, dark, 0.08);
    s.box(x - 6, 160, 12, 54, 4, METAL);
  }
  s.path('M98 76H106V120H114V76H134V120H142V76H150V132Q150 166 124 168Q98 166 98 132Z', METAL);
  s.path('M192 70C224 84 226 140 214 168H192Z', METAL);
  s.ellipse(276, 118, 28, 48, METAL);
  s.ellipse(272, 114, 16, 32, '#ffffff', 0.4);
}

function spoons(s: Sketch, { fill, dark, light }: Colours): void {
  for (const [x, size] of [
    [110, 40],
    [178, 34],
    [240, 28],
    [294, 22],
  ] as const) {
    s.box(x - 6, 130, 12, 200 - (40 - size) * 3, 6, dark);
    s.circle(x, 122, size, fill);
    s.circle(x - size * 0.15, 118, size * 0.62, light, 0.55);
  }
}

function pan(s: Sketch, { fill, dark, light }: Colours): void {
  s.path('M262 240 356 322Q366 340 346 346L240 268Z', INK);
  s.circle(182, 190, 112, dark);
  s.circle(178, 184, 106, fill);
  s.ring(178, 184, 92, light, 5, 0.6);
}

function tray(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 302, 150);
  s.line('M62 232C20 232 20 274 60 278M338 232C380 232 380 274 340 278', dark, 13);
  s.body('M52 214H348L322 304H78Z', fill, 260);
  s.path('M52 214H348L342 232H58Z', light);
}

function board(s: Sketch, { fill, dark }: Colours): void {
  s.path(
    'M186 62H214V112H286Q304 112 304 130V318Q304 336 286 336H114Q96 336 96 318V130Q96 112 114 112H186Z',
    WOOD_DARK,
  );
  s.body(
    'M182 56H210V106H280Q298 106 298 124V312Q298 330 280 330H110Q92 330 92 312V124Q92 106 110 106H182Z',
    fill,
    250,
  );
  s.circle(196, 82, 8, dark);
}

function eggCup(s: Sketch, { fill, dark, light }: Colours): void {
  s.shadow(200, 320, 62);
  s.path('M148 196C148 138 174 104 200 104C226 104 252 138 252 196Z', '#f4dcbf');
  s.body('M132 188H268C268 244 236 262 214 266V296L252 322H148L186 296V266C164 262 132 244 132 188Z', fill, 222);
  s.ellipse(200, 188, 68, 11, light);
  s.ellipse(200, 190, 58, 7, dark, 0.3);
}

function scales(s: Sketch, { main, dark, light }: Colours): void {
  s.shadow(200, 320, 96);
  s.path('M104 120H296Q284 164 200 164Q116 164 104 120Z', METAL);
  s.ellipse(200, 120, 96, 14, '#dfe5e7');
  s.box(190, 158, 20, 30, 0, METAL_DARK);
  s.body('M138 182H262L292 322H108Z', main, 228);
  s.circle(200, 250, 50, PAPER);
  s.ring(200, 250, 50, dark, 5);
  s.line('M200 250 228 226', '#c93a33', 5);
  s.line('M200 208V216M242 250H234M158 250H166M200 292V284', dark, 4);
  s.circle(200, 250, 6, light);
}

function rollingPin(s: Sketch, { second }: Colours): void {
  s.group('rotate(-32 200 200)', () => {
    s.box(50, 188, 300, 24, 12, second);
    s.body('M98 158H302Q316 158 316 172V228Q316 242 302 242H98Q84 242 84 228V172Q84 158 98 158Z', WOOD, 246);
    s.line('M104 176H290', '#ffffff', 6, 0.35);
  });
}

export const KITCHEN: Motifs = {
  mug: onTable(mug),
  teacup: onTable(teacup),
  teapot: onTable(teapot),
  jug: onTable(jug),
  bowl: onTable(bowl),
  plate: onWall(plate),
  cakeStand: onTable(cakeStand),
  cupcake: onTable(cupcake),
  tin: onTable(tin),
  jar: onTable(jar),
  bottle: onTable(bottle),
  glass: onTable(glass),
  cutlery: onWall(cutlery),
  spoons: onWall(spoons),
  pan: onWall(pan),
  tray: onTable(tray),
  board: onWall(board),
  eggCup: onTable(eggCup),
  scales: onTable(scales),
  rollingPin: onWall(rollingPin),
};

/** Draws a curve: its line, the band of what was expected, the threshold, and the incident marked. */
import { DAY_MS, HOUR_MS } from '../buckets.ts';
import { type Clock, type Curve, metricWords, momentOf, shortNumber, unitOf } from './curve.ts';
import { type Point, Raster } from './raster.ts';

const SIZE = { width: 720, height: 360 };
const PLOT = { left: 78, top: 56, right: 700, bottom: 286 };
const TEXT = 2;
const COLOUR = {
  ground: 0xffffff,
  ink: 0x22252b,
  faint: 0x6a707b,
  grid: 0xe6e8ec,
  band: 0xd3e1f8,
  line: 0x1d4fbf,
  incident: 0xfde3df,
  odd: 0xc5221f,
  limit: 0x9a5b00,
};
const GRID_LINES = 4;

export function drawCurve(curve: Curve, site: string, clock: Clock): Raster {
  const { values, band, limit, incident, from, stepMs } = curve;
  const raster = new Raster(SIZE.width, SIZE.height, COLOUR.ground);
  const most = Math.max(...values, ...(band?.high.filter(Number.isFinite) ?? []), limit ?? 0, 1);
  const unit = unitOf(curve.metric);
  const gap = niceGap(most / unit / GRID_LINES) * unit;
  const top = Math.ceil(most / gap) * gap;
  const x = (step: number) => PLOT.left + ((PLOT.right - PLOT.left) * step) / Math.max(1, values.length - 1);
  const y = (value: number) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * Math.max(0, value)) / top;

  raster.text(20, 16, metricWords(curve.metric), 3, COLOUR.ink);
  raster.text(PLOT.right - Raster.textWidth(site.slice(0, 24), TEXT), 20, site.slice(0, 24), TEXT, COLOUR.faint);

  const isOdd = (step: number) => incident !== undefined && step >= incident.from && step < incident.to;
  if (incident) {
    const last = Math.min(values.length - 1, incident.to - 1);
    const left = Math.max(PLOT.left, x(incident.from - 0.5));
    const right = Math.min(PLOT.right, x(last + 0.5));
    raster.area(left, PLOT.top, Math.max(3, right - left), PLOT.bottom - PLOT.top, COLOUR.incident);
  }
  if (band) drawBand(raster, band, x, y);
  for (let value = 0; value <= top; value += gap) {
    raster.area(PLOT.left, y(value), PLOT.right - PLOT.left, 1, COLOUR.grid);
    const words = shortNumber(value / unit);
    raster.text(PLOT.left - 10 - Raster.textWidth(words, TEXT), y(value) - 7, words, TEXT, COLOUR.faint);
  }
  if (limit !== undefined) {
    for (let left = PLOT.left; left < PLOT.right; left += 14) raster.area(left, y(limit) - 1, 8, 2, COLOUR.limit);
  }
  const points: Point[] = values.map((value, step) => ({ x: x(step), y: y(value) }));
  for (const [step, point] of points.entries()) {
    const next = points[step + 1];
    if (next) raster.line(point, next, 3, isOdd(step) && isOdd(step + 1) ? COLOUR.odd : COLOUR.line);
  }
  // A single step is a point.
  for (const [step, point] of points.entries()) if (isOdd(step)) raster.line(point, point, 6, COLOUR.odd);

  for (const step of ticksOf(curve, (PLOT.right - PLOT.left) / Math.max(1, values.length - 1))) {
    const words = momentOf(curve, from + step * stepMs, clock);
    const width = Raster.textWidth(words, TEXT);
    raster.area(Math.min(x(step), PLOT.right - 1), PLOT.bottom, 1, 6, COLOUR.faint);
    raster.text(Math.min(SIZE.width - width - 4, x(step) - width / 2), PLOT.bottom + 12, words, TEXT, COLOUR.faint);
  }
  drawLegend(raster, curve);
  return raster;
}

function drawBand(
  raster: Raster,
  { low, high }: NonNullable<Curve['band']>,
  x: (step: number) => number,
  y: (value: number) => number,
): void {
  for (let step = 0; step + 1 < low.length; step++) {
    if (![low[step], high[step], low[step + 1], high[step + 1]].every(Number.isFinite)) continue;
    const [left, right] = [x(step), x(step + 1)];
    for (let at = Math.round(left); at <= Math.round(right); at++) {
      const part = Math.min(1, Math.max(0, (at - left) / (right - left)));
      const over = y(high[step]! + part * (high[step + 1]! - high[step]!));
      const under = y(low[step]! + part * (low[step + 1]! - low[step]!));
      raster.area(at, over, 1, Math.max(1, under - over), COLOUR.band);
    }
  }
}

function drawLegend(raster: Raster, { band, limit, incident }: Curve): void {
  const items = [
    ...(band ? [['expected', COLOUR.band] as const] : []),
    ...(limit === undefined ? [] : [['threshold', COLOUR.limit] as const]),
    ...(incident ? [['incident', COLOUR.odd] as const] : []),
  ];
  let left = PLOT.left;
  for (const [words, colour] of items) {
    raster.area(left, SIZE.height - 30, 14, 14, colour);
    raster.text(left + 22, SIZE.height - 30, words, TEXT, COLOUR.ink);
    left += 22 + Raster.textWidth(words, TEXT) + 28;
  }
}

/** Whole hours, or every seventh day up to the newest; as many as there is room for. */
function ticksOf({ from, stepMs, values }: Curve, dots: number): number[] {
  const isDays = stepMs >= DAY_MS;
  const steps = values.map((_, step) => step);
  const all = steps.filter((step) =>
    isDays ? (values.length - 1 - step) % 7 === 0 : (from + step * stepMs) % HOUR_MS < stepMs,
  );
  const room = Raster.textWidth(isDays ? '30 Sept' : '00:00', TEXT) + 14;
  const each = Math.ceil(room / (dots * (isDays ? 7 : HOUR_MS / stepMs)));
  return all.filter((_, i) => (all.length - 1 - i) % each === 0);
}

/** The least of 1, 2, 5, 10, 20, … that is as much. */
function niceGap(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}

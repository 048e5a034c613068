import type { Colours } from '../colours.ts';
import type { Sketch } from '../sketch.ts';

/** One thing, drawn on 400 by 400. On a table it stands at about y = 320. */
export interface Motif {
  /** Behind it: a table to stand on, or a wall it hangs on. */
  place: 'table' | 'wall';
  draw(sketch: Sketch, colours: Colours): void;
}

export type Motifs = Readonly<Record<string, Motif>>;

export const onTable = (draw: Motif['draw']): Motif => ({ place: 'table', draw });
export const onWall = (draw: Motif['draw']): Motif => ({ place: 'wall', draw });

/** A shop's segments, read once an isolate: their JSON comes with every batch, and changes once in a while. */
import { type CompiledSegments, compileSegments, type Segment } from '@edgewise/core/segments/segments';

const MOST = 200;
const known = new Map<string, CompiledSegments>();

/** As they stand in the settings. */
export const segmentsIn = (text: string | undefined): Segment[] =>
  text === undefined ? [] : (JSON.parse(text) as Segment[]);

export function compiledSegments(text: string | undefined): CompiledSegments {
  if (text === undefined) return [];
  let compiled = known.get(text);
  if (!compiled) {
    if (known.size >= MOST) known.clear();
    compiled = compileSegments(segmentsIn(text));
    known.set(text, compiled);
  }
  return compiled;
}

/** A word about the state of something, in a colour that repeats what the word says. */
import type { ComponentChildren } from 'preact';

export type Mood = 'plain' | 'good' | 'warn' | 'bad' | 'accent';

export function Badge({ mood = 'plain', children }: { mood?: Mood; children: ComponentChildren }) {
  return <span class={`badge ${mood}`}>{children}</span>;
}

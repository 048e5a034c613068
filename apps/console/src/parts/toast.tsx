/** What has just been done, said for a moment and to screen readers. */
import { signal } from '@preact/signals';
import type { Mood } from './badge.tsx';

const SHOWN_MS = 6_000;

interface Said {
  id: number;
  text: string;
  mood: Mood;
}

const said = signal<readonly Said[]>([]);
let count = 0;

export function toast(text: string, mood: Mood = 'plain'): void {
  const id = ++count;
  said.value = [...said.value.slice(-2), { id, text, mood }];
  setTimeout(() => {
    said.value = said.value.filter((one) => one.id !== id);
  }, SHOWN_MS);
}

/** Stands once in the frame: the page's live region. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {said.value.map(({ id, text, mood }) => (
        <p key={id} class={`toast ${mood}`}>
          {text}
        </p>
      ))}
    </div>
  );
}

/** What this browser remembers: language and theme, and that somebody was signed in. Nothing else is stored. */
import { effect, signal } from '@preact/signals';

const PREFIX = 'edgewise-console.';

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined; // storage is off
  }
}

export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // It lasts until the page is closed then.
  }
}

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const remembered = kept('theme');
export const theme = signal<Theme>(THEMES.find((one) => one === remembered) ?? 'system');

const dark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(dark.matches);
dark.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

/** Read inside a component or effect by what draws on a canvas, which CSS does not reach. */
export const isDark = () => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark');

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  keep('theme', theme.value === 'system' ? undefined : theme.value);
});

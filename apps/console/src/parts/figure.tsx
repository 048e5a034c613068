/** One number: its name, its meaning one click away, and how it stands against the period it is compared with. */
import type { ComponentChildren } from 'preact';
import { percent } from '../format.ts';
import { t } from '../words.ts';
import { Definition, type Meaning } from './definition.tsx';
import { Icon } from './icon.tsx';

export interface FigureProps {
  label: string;
  /** As it is shown, with its unit. */
  value: string;
  meaning?: Meaning | undefined;
  compared?: Compared | undefined;
  /** A line below, such as an interval or what it rests on. */
  note?: ComponentChildren;
  /** For tests. */
  id?: string;
}

export interface Compared {
  now: number | null;
  before: number | null;
  /** Which way is good; neither where it says nothing. */
  good: 'up' | 'down' | 'neither';
}

/** The change of a figure as a share of what it was; null where there is nothing to compare with. */
export function changeOf({ now, before }: Pick<Compared, 'now' | 'before'>): number | null {
  return now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
}

export function Change({ now, before, good }: Compared) {
  const change = changeOf({ now, before });
  if (change === null) return null;
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : undefined;
  const mood = !direction || good === 'neither' ? 'even' : direction === good ? 'good' : 'bad';
  return (
    <span class={`change ${mood}`}>
      {direction && <Icon name={direction} />}
      {percent(change, true)}
      <span class="hidden"> {t('figure.than_before')}</span>
    </span>
  );
}

export function Figure({ label, value, meaning, compared, note, id }: FigureProps) {
  return (
    <div class="figure" data-figure={id}>
      <div class="figure-label">{meaning ? <Explained label={label} meaning={meaning} /> : label}</div>
      <div class="figure-row">
        <span class="figure-value">{value}</span>
        {compared && <Change {...compared} />}
      </div>
      {note && <div class="figure-note">{note}</div>}
    </div>
  );
}

/** What explains a name stays with its last word, however it is broken into lines. */
function Explained({ label, meaning }: { label: string; meaning: Meaning }) {
  const last = label.lastIndexOf(' ') + 1;
  return (
    <>
      {label.slice(0, last)}
      <span class="unbroken">
        {label.slice(last)}
        <Definition {...meaning} />
      </span>
    </>
  );
}

/** Figures beside each other. */
export function Figures({ children }: { children: ComponentChildren }) {
  return <div class="figures">{children}</div>;
}

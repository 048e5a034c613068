/** A figure of the API: its title and meaning, its value by its unit, and the change since the period compared with. */
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import type { ComponentChildren } from 'preact';
import { goodWay, meaningOf, shown } from '../definitions.ts';
import { NONE } from '../format.ts';
import { Figure } from './figure.tsx';

type Values = FiguresAnswer['figures'];

/** Of a figure that is money, the amount in one currency. */
export function amountOf(values: Values | undefined, id: string, currency: string): number | null {
  const value = values?.[id] ?? null;
  return typeof value === 'object' && value !== null ? (value[currency] ?? null) : value;
}

export interface FigureOfProps {
  id: string;
  answer: FiguresAnswer;
  note?: ComponentChildren;
  /** Of one that is no more than a guess yet, the value is not shown. */
  isKnown?: boolean;
}

export function FigureOf({ id, answer: { figures, compared, currency }, note, isKnown = true }: FigureOfProps) {
  const meaning = meaningOf(id);
  const now = isKnown ? amountOf(figures, id, currency) : null;
  const before = compared && { now, before: amountOf(compared.figures, id, currency), good: goodWay(id) };
  const value = figures[id];
  const others =
    typeof value === 'object' && value !== null
      ? Object.entries(value).filter(([other, amount]) => other !== currency && amount !== null)
      : [];
  return (
    <Figure
      id={id}
      label={meaning?.title ?? ''}
      value={now === null ? NONE : shown(id, now, currency)}
      meaning={meaning}
      compared={before}
      note={
        note || others.length > 0 ? (
          <>
            {note}
            {others.map(([other, amount]) => (
              <span key={other}>{shown(id, amount, other)} </span>
            ))}
          </>
        ) : undefined
      }
    />
  );
}

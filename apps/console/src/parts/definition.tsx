/** What a figure means and how it is computed, one click away from it. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

export interface Meaning {
  title: string;
  words: string;
  formula?: string;
}

/** Between the panel and the edge of the window, px. */
const EDGE = 12;

export function Definition({ title, words, formula }: Meaning) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLSpanElement>(null);
  // Fixed to the window, since a table that scrolls would cut it off; inside it, however narrow that is.
  useLayoutEffect(() => {
    const button = whole.current?.getBoundingClientRect();
    if (!isOpen || !button || !panel.current) return;
    const { offsetWidth, offsetHeight, style } = panel.current;
    const room = document.documentElement.clientWidth - EDGE;
    const isLow = button.bottom + offsetHeight + EDGE > innerHeight && button.top > offsetHeight + EDGE;
    style.left = `${Math.max(EDGE, Math.min(button.left - EDGE, room - offsetWidth))}px`;
    style.top = `${isLow ? button.top - offsetHeight - 4 : button.bottom + 4}px`;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => setOpen(false);
    const outside = ({ target }: Event) => {
      if (!(target instanceof Node) || !whole.current?.contains(target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      whole.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', onKey);
    addEventListener('scroll', close, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', onKey);
      removeEventListener('scroll', close, true);
    };
  }, [isOpen]);
  return (
    <span class="definition" ref={whole}>
      <button
        type="button"
        class="definition-button"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={t('figure.meaning', { title })}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="info" />
      </button>
      <span id={id} ref={panel} class="definition-panel" role="note" hidden={!isOpen}>
        <strong>{title}</strong>
        <span>{words}</span>
        {formula && <code>{formula}</code>}
      </span>
    </span>
  );
}

/** What a figure means and how it is computed, one click away from it. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

export interface Meaning {
  title: string;
  words: string;
  formula?: string;
}

export function Definition({ title, words, formula }: Meaning) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isOpen) return;
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
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', onKey);
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
      <span id={id} class="definition-panel" role="note" hidden={!isOpen}>
        <strong>{title}</strong>
        <span>{words}</span>
        {formula && <code>{formula}</code>}
      </span>
    </span>
  );
}

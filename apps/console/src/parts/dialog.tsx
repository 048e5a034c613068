/** A dialog that takes the keyboard until it is closed, by Escape too. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

export interface DialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

/** Shown while it is in the page. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOver = useRef(false);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    // A form begins at its first field; the browser would begin at the cross, and the first blank typed would press it.
    element.querySelector<HTMLElement>('form :is(input, select, textarea)')?.focus();
    return () => {
      isOver.current = true;
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (isOver.current) return;
        // At a second Escape a browser closes it without asking; here whoever shows it decides.
        dialog.current?.showModal();
        onClose();
      }}
    >
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="icon-button" aria-label={t('dialog.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** A dialog with something to fill in. Left by Escape or its cross it asks before what was typed is lost; "Cancel" is an answer. */
import { useRef } from 'preact/hooks';
import { t } from '../words.ts';
import { confirmed } from './confirm.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';

export function FormDialog({ title, onClose, children }: DialogProps) {
  const isTyped = useRef(false);
  const isAsked = useRef(false);
  const leave = async () => {
    if (isAsked.current) return;
    isAsked.current = true;
    const may =
      !isTyped.current ||
      (await confirmed({
        title: t('dialog.leave'),
        words: t('dialog.leave_words'),
        deed: t('dialog.leave_do'),
        stay: t('dialog.leave_not'),
        isDangerous: true,
      }));
    isAsked.current = false;
    if (may) onClose();
  };
  return (
    <Dialog title={title} onClose={() => void leave()}>
      <div
        onInput={() => {
          isTyped.current = true;
        }}
      >
        {children}
      </div>
    </Dialog>
  );
}

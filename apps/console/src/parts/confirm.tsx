/** Asks before something is done that cannot be undone: `if (await confirmed({…}))`. */
import { signal } from '@preact/signals';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';

export interface Question {
  title: string;
  /** What will happen, and to whom. */
  words: string;
  /** What the button says: the deed, not "OK". */
  deed: string;
  /** What the other button says, where "Cancel" could be either. */
  stay?: string;
  isDangerous?: boolean;
}

const asked = signal<(Question & { answer(yes: boolean): void }) | undefined>();

export const confirmed = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    asked.value = {
      ...question,
      answer(yes) {
        asked.value = undefined;
        resolve(yes);
      },
    };
  });

/** Stands once in the frame. */
export function Confirm() {
  const question = asked.value;
  if (!question) return null;
  return (
    <Dialog title={question.title} onClose={() => question.answer(false)}>
      <p>{question.words}</p>
      <div class="buttons">
        <button type="button" onClick={() => question.answer(false)}>
          {question.stay ?? t('dialog.cancel')}
        </button>
        <button
          type="button"
          class={question.isDangerous ? 'primary danger' : 'primary'}
          onClick={() => question.answer(true)}
        >
          {question.deed}
        </button>
      </div>
    </Dialog>
  );
}

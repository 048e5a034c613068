/** A text to take along: in a field that can be read, with a button that copies it. */
import { useId, useState } from 'preact/hooks';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

const SAID_MS = 2_000;

export function CopyField({ label, text }: { label: string; text: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), SAID_MS);
    } catch {
      // Not allowed here: it stands selected, to be copied by hand.
      const element = document.getElementById(id);
      if (element) getSelection()?.selectAllChildren(element);
    }
  };
  return (
    <div class="copy">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section class="copy-text" aria-label={label} tabIndex={0}>
        <pre id={id}>{text}</pre>
      </section>
      <button type="button" onClick={() => void copy()}>
        {isCopied && <Icon name="check" />}
        {isCopied ? t('copy.done') : t('copy.do')}
      </button>
    </div>
  );
}

/** A text of many lines with their numbers beside it, and marks at those where something is found. */
import type { RefObject } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** As `.code-lines` and `.code-text` in css/plan.css say, px. */
const LINE = 20;

export interface CodeFieldProps {
  label: string;
  text: string;
  isReadOnly: boolean;
  marks: readonly { line: number; isMistake: boolean }[];
  onInput(text: string): void;
  field: RefObject<HTMLTextAreaElement | null>;
}

export function CodeField({ label, text, isReadOnly, marks, onInput, field }: CodeFieldProps) {
  const id = useId();
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split('\n').length;
  return (
    <div class="code">
      <label class="hidden" for={id}>
        {label}
      </label>
      <div class="code-gutter" aria-hidden="true">
        <div class="code-lines" ref={gutter}>
          {Array.from({ length: lines }, (_, i) => i + 1).join('\n')}
          {marks.map(({ line, isMistake }) => (
            <span
              key={`${line}.${isMistake}`}
              class={isMistake ? 'code-mark bad' : 'code-mark warn'}
              style={{ top: `${(line - 1) * LINE}px` }}
            />
          ))}
        </div>
      </div>
      <textarea
        id={id}
        ref={field}
        class="code-text"
        value={text}
        readOnly={isReadOnly}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        wrap="off"
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onScroll={({ currentTarget }) => {
          if (gutter.current) gutter.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`;
        }}
      />
    </div>
  );
}

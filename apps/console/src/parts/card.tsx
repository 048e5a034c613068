/** A piece of a page with a heading of its own. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface CardProps {
  title: string;
  /** Beside the heading: a choice, a button. */
  actions?: ComponentChildren;
  /** Under the heading: what one looks at, in a sentence. */
  lead?: string;
  /** Across the whole row of a grid. */
  wide?: boolean;
  children: ComponentChildren;
}

export function Card({ title, actions, lead, wide, children }: CardProps) {
  const id = useId();
  return (
    <section class={wide ? 'card wide' : 'card'} aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        {actions && <div class="card-actions">{actions}</div>}
      </header>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}

/**
 * `@edgewise/sdk/react`: the shelf as a React component, and shelves as data for components of the shop's own. Renders on a
 * server; React 18 and 19.
 */
import {
  type CSSProperties,
  createElement,
  type HTMLAttributes,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { defineElement } from './element.ts';
import { init } from './init.ts';
import { type Recommendations, type RecommendOptions, recommend } from './recommend.ts';
import type { Settings } from './settings.ts';

/** What the element's events tell, as custom-elements.json has it. */
export interface ShelfDetail {
  placement: string;
  title?: string;
  items?: { item_id: string; index?: number; strategy?: string; reason?: string }[];
  /** Of a clicked card. */
  url?: string;
}

/** `<edgewise-recs>` as an element of the page. */
export interface EdgewiseRecsElement extends HTMLElement {
  /** Asks for this shelf again. */
  refresh(): void;
}

export interface EdgewiseRecsProps {
  /** The placement's id in the shop's plan. */
  placement: string;
  /** Id of the item that the shelf stands beside, where that is not the page's. */
  item?: string;
  /** Cards wanted, 48 at most; the plan's where missing. */
  count?: number;
  /** BCP 47, where it is not the page's. */
  locale?: string;
  /** `lazy`: asked for when it is less than a screen away. */
  loading?: 'eager' | 'lazy';
  /** `keep`: below the view, too, an empty shelf keeps its space. */
  empty?: 'collapse' | 'keep';
  /** Asked for again as soon as the cart changes. */
  refreshOnCart?: boolean;
  /** In the place of the plan's heading. */
  heading?: ReactNode;
  /** Until there is an answer. */
  placeholder?: ReactNode;
  /** Where there is nothing to show. */
  whenEmpty?: ReactNode;
  /** The shelf as Declarative Shadow DOM, as `POST /v1/widgets` gives it with `format: 'dsd'`: adopted, not asked for again. */
  html?: string;
  className?: string;
  style?: CSSProperties;
  id?: string;
  onLoad?: (detail: ShelfDetail) => void;
  onEmpty?: (detail: ShelfDetail) => void;
  onError?: (error: unknown) => void;
  /** It has been seen: half of it for a second. */
  onView?: (detail: ShelfDetail) => void;
  onCardClick?: (detail: ShelfDetail) => void;
  /** A bundle's button, which it then has: put the items into the cart. */
  onBuy?: (detail: ShelfDetail) => void;
  /** The element, for `refresh()`. */
  elementRef?: (element: EdgewiseRecsElement | null) => void;
}

const HEARD = {
  load: 'onLoad',
  empty: 'onEmpty',
  error: 'onError',
  view: 'onView',
  click: 'onCardClick',
  buy: 'onBuy',
} as const;

const slot = (name: string, content: ReactNode): ReactNode =>
  content === undefined || content === null
    ? null
    : createElement(name === 'heading' ? 'span' : 'div', { slot: name, key: name }, content);

/** One shelf. */
export function EdgewiseRecs(props: EdgewiseRecsProps): ReactNode {
  const { placement, item, count, locale, loading, empty, refreshOnCart, html, className, style, id, elementRef } =
    props;
  const element = useRef<EdgewiseRecsElement | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const own = useRef(elementRef);
  own.current = elementRef;
  const keep = useCallback((now: EdgewiseRecsElement | null) => {
    element.current = now;
    own.current?.(now);
  }, []);

  useEffect(() => {
    defineElement();
    const host = element.current;
    const stops = Object.entries(HEARD).map(([name, prop]) => {
      const hear = (event: Event) => {
        // Of this shelf, and not of one that stands inside its slots.
        if (event.target === host) latest.current[prop]?.((event as CustomEvent).detail);
      };
      host?.addEventListener(`edgewise:${name}`, hear);
      return () => host?.removeEventListener(`edgewise:${name}`, hear);
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  const attributes: HTMLAttributes<HTMLElement> & Record<string, unknown> = {
    ref: keep,
    placement,
    item,
    count,
    locale,
    loading,
    empty,
    // Custom elements know attributes alone: `true` would be "true" in React 18 and "" in 19.
    'refresh-on-cart': refreshOnCart ? '' : undefined,
    buy: props.onBuy ? '' : undefined,
    // React 18 gives custom elements what it is given.
    class: className,
    style,
    id,
    // The element may have kept its height in `style` before React looks.
    suppressHydrationWarning: true,
  };
  // The browser makes a shadow root of it while it reads the page: when React looks, nothing stands inside.
  if (html !== undefined) {
    const isServer = typeof document === 'undefined';
    return createElement('edgewise-recs', {
      ...attributes,
      ...(isServer && { dangerouslySetInnerHTML: { __html: html } }),
    });
  }
  return createElement(
    'edgewise-recs',
    attributes,
    slot('heading', props.heading),
    slot('placeholder', props.placeholder),
    slot('empty', props.whenEmpty),
  );
}

/**
 * Starts the SDK once, in the browser alone: for the root of an app. While it renders, and not in an effect, because effects
 * of its children come before its own.
 */
export function useEdgewise(settings: Settings): void {
  useState(() => init(settings));
}

export interface RecommendationsState {
  /** Empty until there is an answer, and where there is none. */
  cards: Recommendations['cards'];
  title: string;
  /** The whole answer: request id, versions, fallback. */
  answer: Recommendations | undefined;
  error: Error | undefined;
  isLoading: boolean;
  refresh(): void;
}

/**
 * A shelf as data.
 * @param options `signal` and `throws` are the hook's own. Compared by value: it is asked again when one changes.
 * @param initial of a server that called `recommend`: shown at once, and not asked for again
 */
export function useRecommendations(
  placement: string,
  options: Omit<RecommendOptions, 'signal' | 'throws'> = {},
  initial?: Recommendations,
): RecommendationsState {
  const [answer, setAnswer] = useState(initial);
  const [isLoading, setLoading] = useState(!initial);
  const [turn, setTurn] = useState(0);
  const wanted = JSON.stringify([placement, options, turn]);
  const known = useRef(initial ? wanted : '');

  useEffect(() => {
    if (known.current === wanted) return;
    const control = new AbortController();
    const [of, stated] = JSON.parse(wanted) as [string, RecommendOptions];
    setLoading(true);
    recommend(of, { ...stated, signal: control.signal }).then((now) => {
      // Of before a change, or of a component that is gone.
      if (control.signal.aborted) return;
      known.current = wanted;
      setAnswer(now);
      setLoading(false);
    });
    return () => control.abort();
  }, [wanted]);

  const refresh = useCallback(() => setTurn((before) => before + 1), []);
  return { cards: answer?.cards ?? [], title: answer?.title ?? '', answer, error: answer?.error, isLoading, refresh };
}

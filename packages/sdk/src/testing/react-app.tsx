/** A small shop in React, as a front-end team would write it: rendered on a server, taken over in the browser. */
import { StrictMode, useState } from 'react';
import { EdgewiseRecs, useEdgewise, useRecommendations } from '../react.ts';

export interface AppProps {
  endpoint: string;
  /** Of `POST /v1/widgets` with `format: 'dsd'`. */
  html: string;
}

function Own() {
  const { cards, title, error, isLoading } = useRecommendations('data', { count: 2 });
  return (
    <section id="own" aria-busy={isLoading}>
      <h2>{title}</h2>
      {cards.map(({ item_id, url, title, reason }) => (
        <a key={item_id} href={url} title={reason}>
          {title}
        </a>
      ))}
      {error && <p>{error.message}</p>}
    </section>
  );
}

function Shop({ endpoint, html }: AppProps) {
  useEdgewise({ site: 'test-shop', endpoint, consent: 'session' });
  const [item, setItem] = useState('mug');
  const [heard, setHeard] = useState<string[]>([]);
  const [isThere, setThere] = useState(true);
  return (
    <main>
      <button id="next" type="button" onClick={() => setItem('tin')}>
        {item}
      </button>
      <button id="toggle" type="button" onClick={() => setThere(!isThere)}>
        toggle
      </button>
      <p id="heard">{heard.join(' ')}</p>
      <EdgewiseRecs placement="ssr" html={html} />
      {isThere && (
        <EdgewiseRecs
          placement="similar"
          item={item}
          count={4}
          className="shelf"
          refreshOnCart
          heading="Chosen by us"
          placeholder={<em>wait</em>}
          whenEmpty={<p>Nothing yet</p>}
          onLoad={({ placement }) => setHeard((before) => [...before, `load:${placement}`])}
          onCardClick={({ items }) => setHeard((before) => [...before, `click:${items?.[0]?.item_id}`])}
        />
      )}
      <Own />
    </main>
  );
}

export const App = (props: AppProps) => (
  <StrictMode>
    <Shop {...props} />
  </StrictMode>
);

/** What `--compare` sets side by side: what the model serves, and each of its strategies alone. */
import type { Model, Ranked } from '@edgewise/core/recommend/model';
import type { Predict } from './next-item.ts';

export interface Strategy {
  name: string;
  about: string;
  predict: Predict;
}

const NOTHING: Ranked = {
  length: 0,
  item: new Int32Array(0),
  score: new Float32Array(0),
  because: new Int32Array(0),
};

/** The one that is served comes first. */
export function strategies(model: Model): Strategy[] {
  const byCurrent =
    (rank: (item: number, limit: number) => Ranked): Predict =>
    (session, _now, limit) => {
      const current = model.items.indexOf(session.at(-1)?.item ?? '');
      return current === -1 ? NOTHING : rank(current, limit);
    };
  const singles: Strategy[] = [
    {
      name: 'session-knn',
      about: 'items of similar past sessions',
      predict: (session, _now, limit) => model.neighbours(session, limit),
    },
    {
      name: 'also-viewed',
      about: 'items viewed in sessions with the current one',
      predict: byCurrent((item, limit) => model.alsoViewed(item, limit)),
    },
    {
      name: 'bought-together',
      about: 'items bought with the current one',
      predict: byCurrent((item, limit) => model.boughtTogether([item], limit)),
    },
    { name: 'trending', about: 'what is popular of late', predict: (_session, _now, limit) => model.trending(limit) },
  ];
  const served: Strategy = {
    name: model.serves,
    about: 'what the shop serves',
    predict: (session, now, limit) => model.predict(session, now, limit),
  };
  return [served, ...singles.filter(({ name }) => name !== served.name)];
}

/** The model that shelves are made with: how old it is, what it knows, what it scored, and training it again. */
import type { HealthAnswer } from '@edgewise/edge/read-health';
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { dateTime, number, percent } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Table } from '../../parts/table.tsx';
import { toast } from '../../parts/toast.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

type ModelHealth = HealthAnswer['model'];
type HeldBack = NonNullable<ModelHealth['held_back']>;

/** A strategy's name in the plan, and where its score stands. */
const SCORED = [
  ['blend', 'blend'],
  ['session-knn', 'knn'],
  ['also-viewed', 'alsoViewed'],
  ['trending', 'trending'],
] as const satisfies readonly (readonly [string, keyof HeldBack])[];

export function Model({ site, model, again }: { site: Site; model: ModelHealth; again(): void }) {
  const [isBusy, setBusy] = useState(false);
  const train = async () => {
    setBusy(true);
    try {
      await send('POST', sitePath(site.id, '/train'));
      toast(t('health.trained_now'), 'good');
      again();
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title={t('health.model')}
      lead={t('health.model_lead')}
      actions={
        may('owner') && (
          <button type="button" disabled={isBusy} onClick={() => void train()}>
            {isBusy ? t('health.training') : t('health.train')}
          </button>
        )
      }
    >
      {model.error && (
        <p>
          <Badge mood="bad">{t('health.train_failed')}</Badge> {model.error}
        </p>
      )}
      {model.version === null ? (
        <Empty title={t('health.no_model')}>{t('health.no_model_words')}</Empty>
      ) : (
        <div class="pile">
          <Figures>
            <Figure
              id="trained"
              label={t('health.trained')}
              value={model.trained === null ? t('health.elsewhere') : dateTime(model.trained)}
              note={<code>{model.version}</code>}
            />
            <Figure id="model-items" label={t('health.items')} value={number(model.items)} />
            <Figure id="sessions" label={t('health.sessions')} value={number(model.sessions)} />
          </Figures>
          {model.held_back ? (
            <Scores heldBack={model.held_back} serves={model.serves} />
          ) : (
            <p class="muted">{t('health.no_scores')}</p>
          )}
        </div>
      )}
    </Card>
  );
}

function Scores({ heldBack, serves }: { heldBack: HeldBack; serves: ModelHealth['serves'] }) {
  return (
    <Table
      caption={t('health.scores', { n: heldBack.decided })}
      showCaption
      rows={SCORED}
      rowKey={([name]) => name}
      sortBy="hr"
      columns={[
        {
          key: 'strategy',
          title: t('health.strategy'),
          cell: ([name]) => (
            <>
              {name} {name === serves && <Badge mood="accent">{t('health.serves')}</Badge>}
            </>
          ),
        },
        {
          key: 'hr',
          title: 'HR@20',
          numeric: true,
          meaning: { title: 'HR@20', words: t('health.hr_words') },
          cell: ([, score]) => percent(heldBack[score]['hr@20']),
          sort: ([, score]) => heldBack[score]['hr@20'],
        },
        {
          key: 'mrr',
          title: 'MRR@20',
          numeric: true,
          meaning: { title: 'MRR@20', words: t('health.mrr_words') },
          cell: ([, score]) => number(heldBack[score]['mrr@20'], 3),
          sort: ([, score]) => heldBack[score]['mrr@20'],
        },
      ]}
    />
  );
}

/** The draft beside the published plan, on the newest sessions that really happened. */
import type { DraftAnswer } from '@edgewise/edge/routes/admin-plan';
import type { DraftSimulation } from '@edgewise/edge/simulate-draft';
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { money, number, percent } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { planFault } from './plan-fault.ts';

const SESSIONS = 200;

type Shelf = DraftSimulation['shelves'][number];

export function Simulation({ site, draft }: { site: Site; draft: DraftAnswer | null }) {
  const [state, setState] = useState<'busy' | DraftSimulation | { fault: string }>();
  const run = () => {
    setState('busy');
    send<DraftSimulation>('POST', sitePath(site.id, '/plan/simulate'), { sessions: SESSIONS }).then(
      setState,
      (cause: unknown) => setState({ fault: planFault(cause) }),
    );
  };
  const isReady = draft?.valid === true;
  return (
    <Card
      title={t('plan.view_try')}
      lead={t('plan.try_lead', { n: SESSIONS })}
      actions={
        <button type="button" class="primary" disabled={!isReady || state === 'busy'} onClick={run}>
          {t('plan.try_run')}
        </button>
      }
    >
      {!isReady && <Empty title={draft ? t('plan.draft_broken') : t('plan.no_draft')} />}
      {state === 'busy' && <Loading />}
      {typeof state === 'object' && 'fault' in state && (
        <p role="alert" class="fault-line">
          {state.fault}
        </p>
      )}
      {typeof state === 'object' && 'shelves' in state && <Report site={site} report={state} />}
    </Card>
  );
}

function Report({ site, report }: { site: Site; report: DraftSimulation }) {
  const currency = report.currency ?? site.currencies[0]!;
  const both = (of: (side: Shelf['before']) => string) => (shelf: Shelf) =>
    of(shelf.before) === of(shelf.after) ? of(shelf.after) : `${of(shelf.before)} → ${of(shelf.after)}`;
  return (
    <>
      <p role="status">{t('plan.tried', { n: report.sessions })}</p>
      <p>
        {t('plan.try_assumes')}{' '}
        {report.assuming.length > 0 &&
          t('plan.try_assuming', {
            rules: report.assuming.map(({ rule, asks }) => `${rule} (${asks.join(', ')})`).join(', '),
          })}
      </p>
      <Table
        caption={t('table.of', { title: t('plan.view_try') })}
        rows={report.shelves}
        rowKey={({ placement }) => placement}
        most={20}
        columns={[
          {
            key: 'placement',
            title: t('plan.shelf'),
            cell: ({ placement, only }) => (
              <>
                <code>{placement}</code> {only && <Badge mood="warn">{t(`plan.only_${only}`)}</Badge>}
              </>
            ),
          },
          {
            key: 'changed',
            title: t('plan.changed'),
            numeric: true,
            sort: (one) => one.changed,
            cell: (one) => percent(one.changed),
          },
          { key: 'overlap', title: t('plan.overlap'), numeric: true, cell: (one) => percent(one.overlap) },
          { key: 'hits', title: t('plan.hits'), numeric: true, cell: both((side) => percent(side.hit_rate)) },
          { key: 'coverage', title: t('plan.coverage'), numeric: true, cell: both((side) => percent(side.coverage)) },
          { key: 'cards', title: t('plan.cards'), numeric: true, cell: both((side) => number(side.cards)) },
          {
            key: 'price',
            title: t('plan.price'),
            numeric: true,
            cell: both((side) => money(side.mean_price, currency)),
          },
          {
            key: 'margin',
            title: t('plan.margin'),
            numeric: true,
            cell: both((side) => (side.mean_margin === null ? '–' : percent(side.mean_margin))),
          },
          { key: 'rules', title: t('plan.moved'), numeric: true, cell: both((side) => percent(side.moved_by_rules)) },
        ]}
      />
      {report.shelves
        .filter(({ examples }) => examples.length > 0)
        .map(({ placement, examples }) => (
          <details key={placement} class="examples">
            <summary>{t('plan.examples', { shelf: placement })}</summary>
            {examples.map((one) => (
              <Example key={one.session} {...one} titles={report.titles} />
            ))}
          </details>
        ))}
    </>
  );
}

function Example(props: Shelf['examples'][number] & { titles: DraftSimulation['titles'] }) {
  const { looked_at, before, after, titles } = props;
  const title = (item: string) => (Object.hasOwn(titles, item) ? titles[item]! : item);
  const list = (name: string, items: readonly string[], others: readonly string[], mood: string) => (
    <div>
      <h3>{name}</h3>
      <ol>
        {items.map((item) => (
          <li key={item} class={others.includes(item) ? '' : mood}>
            {title(item)}
          </li>
        ))}
      </ol>
    </div>
  );
  return (
    <div class="pair">
      <p>{t('plan.after_looking', { items: looked_at.map(title).join(', ') })}</p>
      {list(t('plan.before'), before, after, 'gone')}
      {list(t('plan.after'), after, before, 'come')}
    </div>
  );
}

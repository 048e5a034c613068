/** "Why this shelf?": what a shelf would show this person now, and each product's way onto it or past it. */
import type { ExplainAnswer } from '@edgewise/edge/explain-page';
import type { PersonAnswer } from '@edgewise/edge/read-person';
import type { PlanAnswer } from '@edgewise/edge/routes/admin-plan';
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { number } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Select, Toolbar } from '../../parts/field.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { say, t } from '../../words.ts';
import { explainRequest, lastViewed, PAGES, type PageKind } from './explain-request.ts';
import { ItemLink } from './item-link.tsx';

type Product = ExplainAnswer['shelves'][number]['products'][number];

interface WhyShelfProps {
  site: Site;
  person: PersonAnswer;
}

export function WhyShelf({ site, person }: WhyShelfProps) {
  const plan = useAnswer<PlanAnswer>(sitePath(site.id, '/plan'));
  return (
    <Card title={t('people.why')} lead={t('people.why_lead')}>
      <Loaded asked={plan}>
        {({ document }) => {
          const { placements } = document as { placements: { id: string }[] };
          if (placements.length === 0) return <Empty title={t('people.no_shelves')} />;
          return <Asking site={site} person={person} placements={placements.map(({ id }) => id)} />;
        }}
      </Loaded>
    </Card>
  );
}

function Asking({ site, person, placements }: WhyShelfProps & { placements: readonly string[] }) {
  const [placement, setPlacement] = useState(placements[0]!);
  const [page, setPage] = useState<PageKind>('home');
  const pages = PAGES.filter((one) => one !== 'product' || lastViewed(person) !== undefined);
  const body = explainRequest(person, placement, page);
  // Another question is another path, so that it is asked anew.
  const asked = useAnswer<ExplainAnswer>(`${sitePath(site.id, '/plan/explain')}#${placement}/${page}`, (path) =>
    send('POST', path.slice(0, path.indexOf('#')), body),
  );
  return (
    <>
      <Toolbar>
        <Select
          label={t('people.shelf')}
          value={placement}
          options={placements.map((id) => ({ value: id, label: id }))}
          onChoose={setPlacement}
        />
        <Select
          label={t('people.on_page')}
          value={page}
          options={pages.map((value) => ({ value, label: t(`people.page_${value}`) }))}
          onChoose={(value) => setPage(pages.find((one) => one === value) ?? 'home')}
        />
      </Toolbar>
      <Loaded asked={asked}>{(answer) => <Explained site={site} answer={answer} />}</Loaded>
    </>
  );
}

function Explained({ site, answer }: { site: Site; answer: ExplainAnswer }) {
  const { held, arms, shelves, titles } = answer;
  const products = shelves.flatMap((shelf) => shelf.products);
  const shown = products.filter(({ slot }) => slot !== undefined);
  const others = products.filter(({ slot }) => slot === undefined);
  const dealt = Object.entries(arms).map(([experiment, arm]) => `${experiment}: ${arm}`);
  const columns = [
    {
      key: 'item',
      title: t('people.product'),
      cell: ({ item }: Product) => (
        <span class="why-words">
          <ItemLink site={site} item={item} titles={titles} />
        </span>
      ),
    },
    { key: 'way', title: t('people.way'), cell: (product: Product) => <Way {...product} /> },
    { key: 'fate', title: t('people.fate'), cell: (product: Product) => <Fate {...product} /> },
  ];
  return (
    <>
      {held && (
        <p>
          <Badge mood="warn">{t('people.held')}</Badge>
        </p>
      )}
      {dealt.length > 0 && <p class="hint">{t('people.under_arms', { arms: dealt.join(', ') })}</p>}
      {shown.length === 0 ? (
        <Empty title={t('people.shelf_empty')}>
          <p>{t('people.shelf_empty_words')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('people.shown')}
          rows={shown}
          rowKey={({ item }) => item}
          most={24}
          columns={[
            { key: 'slot', title: t('people.slot'), numeric: true, cell: ({ slot }) => number(slot) },
            ...columns,
          ]}
        />
      )}
      {others.length > 0 && (
        <details class="examples">
          <summary>{t('people.left_out', { n: others.length })}</summary>
          <Table
            caption={t('people.left_out', { n: others.length })}
            rows={others}
            rowKey={({ item }) => item}
            most={20}
            columns={columns}
          />
        </details>
      )}
    </>
  );
}

/** Which links proposed it, at which place, and the rules that moved it. */
function Way({ steps, moved = [] }: Product) {
  return (
    <ul class="plain-list way">
      {steps.map(({ link, rank, score }) => (
        <li key={link}>{t('people.step', { link, rank, score: number(score, 3) })}</li>
      ))}
      {moved.map(({ rule, factor }) => (
        <li key={rule}>{t('people.moved_by', { rule, factor: number(factor, 2) })}</li>
      ))}
    </ul>
  );
}

function Fate({ slot, fate, kept_out_by = [] }: Product) {
  if (kept_out_by.length > 0)
    return <span class="why-words">{t('people.kept_out', { rules: kept_out_by.join(', ') })}</span>;
  if (slot !== undefined && fate === 'shown') return <Badge mood="good">{t('people.is_shown')}</Badge>;
  return <span class="why-words">{say(`people.fate ${fate}`, fate)}</span>;
}

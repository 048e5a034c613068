/** What advertising cost: the table that is there, and one to put over it, refused line by line. */
import type { CostFaults, CostsAnswer } from '@edgewise/edge/routes/admin-insight';
import { useRef, useState } from 'preact/hooks';
import { ApiFault, queryOf, send } from '../../api.ts';
import { money, number } from '../../format.ts';
import { valueName } from '../../names.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { toast } from '../../parts/toast.tsx';
import { shownWindow } from '../../period.ts';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

const EXAMPLE = `day,source,campaign,cost,currency
2026-03-01,google,spring,120.50,EUR
2026-03-01,facebook,spring,80,EUR`;

export function Costs({ site, onChange }: { site: Site; onChange(): void }) {
  const { from, to } = shownWindow.value;
  const [first, last] = [from, to].map((at) => dayOf(at, site.time_zone));
  const asked = useAnswer<CostsAnswer>(sitePath(site.id, `/insight/costs${queryOf({ first, last })}`));
  const changed = () => {
    asked.again();
    onChange();
  };
  return (
    <Card
      title={t('costs.title')}
      lead={t('costs.lead')}
      wide
      actions={may('editor') && <Upload site={site} onDone={changed} />}
    >
      <Loaded asked={asked}>
        {({ costs }) =>
          costs.length === 0 ? (
            <Empty title={t('costs.none')}>
              <p>{t('costs.none_words')}</p>
              <pre>{EXAMPLE}</pre>
            </Empty>
          ) : (
            <Table
              caption={t('costs.title')}
              rows={costs}
              rowKey={({ day, source, campaign, currency }) => [day, source, campaign, currency].join('|')}
              sortBy="day"
              most={8}
              columns={[
                {
                  key: 'day',
                  title: t('costs.day'),
                  sort: ({ day }) => day,
                  cell: ({ day }) => <span class="nowrap">{day}</span>,
                },
                {
                  key: 'source',
                  title: t('facet.source'),
                  sort: ({ source }) => source,
                  cell: ({ source }) => valueName('source', source),
                },
                {
                  key: 'campaign',
                  title: t('facet.campaign'),
                  sort: ({ campaign }) => campaign,
                  cell: ({ campaign }) => valueName('campaign', campaign),
                },
                {
                  key: 'cost',
                  title: t('by.cost'),
                  numeric: true,
                  sort: ({ amount }) => amount,
                  cell: ({ amount, currency }) => money(amount, currency),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

/** `2026-03-01` of the shop's zone. */
const dayOf = (at: number, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

/** One byte more is refused by the worker. */
const MOST_BYTES = 2 * 1024 * 1024;

function Upload({ site, onDone }: { site: Site; onDone(): void }) {
  const input = useRef<HTMLInputElement>(null);
  const [faults, setFaults] = useState<CostFaults['faults']>([]);
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const put = async (file: File) => {
    setBusy(true);
    setFaults([]);
    setRefusal(undefined);
    try {
      if (file.size > MOST_BYTES) throw new Error(t('costs.too_large', { n: MOST_BYTES / 1024 / 1024 }));
      const { accepted } = await send<{ accepted: number }>(
        'PUT',
        sitePath(site.id, '/insight/costs'),
        await file.text(),
        { 'content-type': 'text/csv; charset=utf-8' },
      );
      toast(t('costs.taken', { n: accepted }), 'good');
      onDone();
    } catch (cause) {
      const wrong = cause instanceof ApiFault ? (cause.body as Partial<CostFaults> | undefined)?.faults : undefined;
      if (wrong) setFaults(wrong);
      else setRefusal(wordsOf(cause));
    } finally {
      setBusy(false);
      // The same file again, after it was mended, is a change too.
      if (input.current) input.current.value = '';
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        class="hidden"
        tabIndex={-1}
        aria-label={t('costs.upload')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void put(file);
        }}
      />
      <button type="button" disabled={isBusy} onClick={() => input.current?.click()}>
        <Icon name="upload" />
        {t('costs.upload')}
      </button>
      {(refusal || faults.length > 0) && (
        <div class="faults" role="alert">
          <p class="fault-line">{refusal ?? t('costs.refused', { n: faults.length })}</p>
          {faults.length > 0 && (
            <Table
              caption={t('costs.refused', { n: faults.length })}
              rows={faults}
              rowKey={({ line, message }) => `${line}.${message}`}
              most={20}
              columns={[
                { key: 'line', title: t('costs.line'), numeric: true, cell: ({ line }) => number(line) },
                { key: 'message', title: t('costs.what'), cell: ({ message }) => message },
              ]}
            />
          )}
        </div>
      )}
    </>
  );
}

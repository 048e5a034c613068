/** What an erasure emptied, and what is still to come: to be kept as the proof. */
import type { ErasureAnswer } from '@edgewise/edge/routes/admin-people';
import { useEffect, useRef } from 'preact/hooks';
import { dateTime, number } from '../../format.ts';
import { Card } from '../../parts/card.tsx';
import { CopyField } from '../../parts/copy.tsx';
import { Table } from '../../parts/table.tsx';
import { t } from '../../words.ts';

export function Receipt({ receipt, onClose }: { receipt: ErasureAnswer; onClose(): void }) {
  const { emptied, pending, erased_at } = receipt;
  const words = useRef<HTMLParagraphElement>(null);
  // The dialog that was closed took the keyboard's place with it.
  useEffect(() => words.current?.focus(), []);
  return (
    <Card
      title={t('people.receipt')}
      actions={
        <button type="button" onClick={onClose}>
          {t('people.all')}
        </button>
      }
    >
      <p ref={words} tabIndex={-1} role="status" class="receipt-words">
        {t('people.erased_at', { time: dateTime(erased_at) })}
      </p>
      <CopyField label={t('people.receipt_id')} text={receipt.receipt} />
      <Table
        caption={t('people.emptied')}
        showCaption
        rows={emptied}
        rowKey={({ store }) => store}
        most={20}
        columns={[
          { key: 'store', title: t('people.store'), cell: ({ store }) => <span lang="en">{store}</span> },
          { key: 'count', title: t('people.count'), numeric: true, cell: ({ count }) => number(count) },
        ]}
      />
      {pending.length > 0 && (
        <Table
          caption={t('people.pending')}
          showCaption
          rows={pending}
          rowKey={({ store, until }) => `${store} ${until}`}
          most={20}
          columns={[
            { key: 'store', title: t('people.store'), cell: ({ store }) => <span lang="en">{store}</span> },
            { key: 'until', title: t('people.until'), cell: ({ until }) => <span lang="en">{until}</span> },
          ]}
        />
      )}
    </Card>
  );
}

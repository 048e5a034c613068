/** Which arms of which experiments they were shown. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import { dateTime } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Table } from '../../parts/table.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';

export function Arms({ site, person }: { site: Site; person: PersonAnswer }) {
  const rows = Object.entries(person.together.arms).map(([experiment, arm]) => ({ experiment, ...arm }));
  return (
    <Card title={t('people.arms')} lead={t('people.arms_lead')}>
      {rows.length === 0 ? (
        <p class="muted">{t('people.no_arms')}</p>
      ) : (
        <Table
          caption={t('table.of', { title: t('people.arms') })}
          rows={rows}
          rowKey={({ experiment }) => experiment}
          columns={[
            {
              key: 'experiment',
              title: t('nav.experiments'),
              cell: ({ experiment }) => <a href={hrefOf(site.id, 'experiments', experiment)}>{experiment}</a>,
            },
            {
              key: 'arm',
              title: t('people.arm'),
              cell: ({ arm, crossed }) => (
                <>
                  {arm} {crossed && <Badge mood="warn">{t('people.crossed')}</Badge>}
                </>
              ),
            },
            { key: 'time', title: t('people.shown_first'), cell: ({ time }) => dateTime(time) },
          ]}
        />
      )}
    </Card>
  );
}

/** Who was there last, from the figures. */
import type { PeopleBehindAnswer } from '@edgewise/edge/routes/admin-insight';
import { dateTime, number } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { type Site, sitePath } from '../../site.ts';
import { say, t } from '../../words.ts';
import { PersonLink } from './person-link.tsx';

const MOST = 50;

export function Newest({ site }: { site: Site }) {
  const asked = useAnswer<PeopleBehindAnswer>(sitePath(site.id, `/insight/people?limit=${MOST}`));
  return (
    <Card title={t('people.newest')} lead={t('people.newest_lead')}>
      <Loaded asked={asked}>
        {({ people }) =>
          people.length === 0 ? (
            <Empty title={t('people.none')}>
              <p>{t('people.none_words')}</p>
            </Empty>
          ) : (
            <Table
              caption={t('table.of', { title: t('people.newest') })}
              rows={people}
              rowKey={({ person }) => person}
              most={20}
              columns={[
                {
                  key: 'person',
                  title: t('people.person'),
                  cell: ({ person }) => <PersonLink site={site} id={person} />,
                },
                {
                  key: 'last',
                  title: t('people.last_hour'),
                  room: 'line',
                  sort: ({ last }) => last,
                  cell: ({ last }) => dateTime(last),
                },
                {
                  key: 'devices',
                  title: t('people.devices'),
                  numeric: true,
                  sort: ({ devices }) => devices,
                  cell: ({ devices }) => number(devices),
                },
                {
                  key: 'reached',
                  title: t('people.reached'),
                  room: 'line',
                  cell: ({ reached }) => (
                    <span class="badges">
                      {reached.map((step) => (
                        <Badge key={step} mood={step === 'order' ? 'good' : 'plain'}>
                          {say(`people.step_${step}`, step)}
                        </Badge>
                      ))}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

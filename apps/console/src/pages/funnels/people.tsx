/** The people behind a step: who came so far and no further. */
import type { PeopleBehindAnswer } from '@edgewise/edge/routes/admin-insight';
import { dateTime, number } from '../../format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { windowQuery } from '../../period.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { PersonLink } from '../people/person-link.tsx';
import type { Step } from './steps.ts';

const MOST = 100;

export interface PeopleProps {
  site: Site;
  reached: readonly Step[];
  missed: Step;
  onClose(): void;
}

export function People({ site, reached, missed, onClose }: PeopleProps) {
  const query = windowQuery({ reached: reached.join(','), missed, limit: String(MOST) });
  const asked = useAnswer<PeopleBehindAnswer>(sitePath(site.id, `/insight/people${query}`));
  const title = t('funnels.people', {
    reached: t(`step.${reached.at(-1) ?? 'view'}`),
    missed: t(`step.${missed}`),
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Loaded asked={asked}>
        {({ people }) =>
          people.length === 0 ? (
            <Empty title={t('funnels.no_people')} />
          ) : (
            <>
              {people.length === MOST && <p class="lead">{t('funnels.newest', { n: MOST })}</p>}
              <Table
                caption={title}
                rows={people}
                rowKey={({ person }) => person}
                most={20}
                columns={[
                  {
                    key: 'person',
                    title: t('people.person'),
                    cell: ({ person }) => <PersonLink site={site} id={person} />,
                  },
                  { key: 'devices', title: t('people.devices'), numeric: true, cell: ({ devices }) => number(devices) },
                  { key: 'last', title: t('people.last'), numeric: true, cell: ({ last }) => dateTime(last) },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Dialog>
  );
}

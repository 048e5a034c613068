/** What they did, newest first, by day, with the device that each thing was done on. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import { useState } from 'preact/hooks';
import { longDay, money, time } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Badge, type Mood } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { Site } from '../../site.ts';
import { t } from '../../words.ts';
import { ItemLink } from './item-link.tsx';
import { identifierWords, sequenceWords } from './person-words.ts';
import { byDay, type Moment, timelineOf } from './timeline.ts';

const MOST = 40;
const MOODS: Partial<Record<Moment['kind'], Mood>> = {
  order: 'good',
  purchase: 'good',
  cart: 'accent',
  joined: 'warn',
};

interface WholeProps {
  site: Site;
  person: PersonAnswer;
}

export function TimelineCard({ site, person }: WholeProps) {
  const [isWhole, setWhole] = useState(false);
  const moments = timelineOf(person);
  const shown = isWhole ? moments : moments.slice(0, MOST);
  const days = byDay(shown, longDay);
  return (
    <Card title={t('people.timeline')} lead={t('people.timeline_lead')}>
      {moments.length === 0 && <Empty title={t('people.timeline_empty')} />}
      {days.map(({ name, its }) => (
        <section key={name} class="timeline-day">
          <h3>{name}</h3>
          <ol class="timeline">
            {its.map((moment, i) => (
              <li key={`${moment.at}.${i}`}>
                <time dateTime={new Date(moment.at).toISOString()}>{time(moment.at)}</time>
                <span>
                  <Badge mood={MOODS[moment.kind] ?? 'plain'}>{t(`people.did_${moment.kind}`)}</Badge>{' '}
                  <What site={site} person={person} moment={moment} />
                </span>
                <span class="timeline-device">{'device' in moment && sequenceWords(moment.device, person)}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {moments.length > MOST && (
        <button type="button" class="quiet more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('table.less') : t('table.all', { n: moments.length })}
        </button>
      )}
    </Card>
  );
}

function What({ site, person, moment }: WholeProps & { moment: Moment }) {
  const { titles } = person;
  if (moment.kind === 'order') {
    return (
      <>
        <strong>{moment.value === null ? moment.order : money(moment.value, moment.currency)}</strong>
        {moment.value !== null && <small> {moment.order}</small>}
        {moment.items.map((item, i) => (
          <span key={item}>
            {i === 0 ? ': ' : ', '}
            <ItemLink site={site} item={item} titles={titles} />
          </span>
        ))}
      </>
    );
  }
  if (moment.kind === 'arm') {
    return (
      <>
        <a href={hrefOf(site.id, 'experiments', moment.experiment)}>{moment.experiment}</a>: {moment.arm}
      </>
    );
  }
  if (moment.kind === 'joined') {
    return <>{moment.identifiers.map((one) => identifierWords(one, person)).join(' = ')}</>;
  }
  return <ItemLink site={site} item={moment.item} titles={titles} />;
}

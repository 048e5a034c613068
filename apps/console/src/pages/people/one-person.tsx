/** One person: what they are known by, what they did on all their devices, and what may be done about it. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import type { ErasureAnswer } from '@edgewise/edge/routes/admin-people';
import type { ComponentChildren } from 'preact';
import { ApiFault, queryOf } from '../../api.ts';
import { dateTime, money, NONE, number } from '../../format.ts';
import { hrefOf } from '../../location.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { Arms } from './arms.tsx';
import { Devices } from './devices.tsx';
import type { Asked } from './identifier.ts';
import { ItemLink } from './item-link.tsx';
import { Links } from './links.tsx';
import { identifierWords } from './person-words.ts';
import { Rights } from './rights.tsx';
import { devicesOf, lastOf, ordersOf } from './timeline.ts';
import { TimelineCard } from './timeline-card.tsx';
import { WhyShelf } from './why-shelf.tsx';

export interface OnePersonProps extends Asked {
  site: Site;
  onErased(receipt: ErasureAnswer): void;
}

export function OnePerson({ site, kind, value, onErased }: OnePersonProps) {
  const asked = useAnswer<PersonAnswer>(sitePath(site.id, `/people${queryOf({ [kind]: value })}`));
  const isNobody = asked.fault instanceof ApiFault && asked.fault.code === 'no_person';
  return (
    <div class="pile">
      <p>
        <a href={hrefOf(site.id, 'people')}>{t('people.all')}</a>
      </p>
      {isNobody ? (
        <Empty title={t('people.nobody')}>
          <p>{t('people.nobody_words')}</p>
        </Empty>
      ) : (
        <Loaded asked={asked}>
          {(person) => (
            <div class="pile">
              <About
                site={site}
                person={person}
                rights={
                  may('owner') && <Rights site={site} person={person} asked={{ kind, value }} onErased={onErased} />
                }
              />
              <TimelineCard site={site} person={person} />
              <Cart site={site} person={person} />
              <Devices person={person} />
              <Links site={site} person={person} onUnlinked={asked.again} />
              <Arms site={site} person={person} />
              <WhyShelf site={site} person={person} />
            </div>
          )}
        </Loaded>
      )}
    </div>
  );
}

function About({ person, rights }: { site: Site; person: PersonAnswer; rights: ComponentChildren }) {
  const { together, joined, contributions } = person;
  const devices = devicesOf(person);
  const { count, spent } = ordersOf(person);
  const firsts = contributions.flatMap(({ since }) => since ?? []);
  const lasts = contributions.flatMap((one) => lastOf(one) ?? []);
  const facts: [string, ComponentChildren][] = [
    [t('people.first'), firsts.length > 0 ? dateTime(Math.min(...firsts)) : NONE],
    [t('people.last'), lasts.length > 0 ? dateTime(Math.max(...lasts)) : NONE],
    [t('people.consent'), t(`people.tier_${together.consent.tier}`)],
    [
      t('people.segments'),
      together.segments.length > 0 ? (
        <span class="badges">
          {together.segments.map(({ id, name }) => (
            <Badge key={id} mood="accent">
              {name}
            </Badge>
          ))}
        </span>
      ) : (
        t('people.no_segments')
      ),
    ],
  ];
  const known = joined?.identifiers ?? [];
  return (
    <Card
      title={known.length > 0 ? t('people.joined_person') : t('people.lone_person')}
      lead={known.map((one) => identifierWords(one, person)).join(' · ')}
      actions={rights}
    >
      <Figures>
        <Figure id="devices" label={t('people.devices')} value={number(devices.length)} />
        <Figure id="orders" label={t('people.orders')} value={number(count)} />
        {Object.entries(spent).map(([currency, value]) => (
          <Figure
            key={currency}
            id={`spent-${currency}`}
            label={t('people.spent')}
            value={money(value, currency)}
            meaning={{ title: t('people.spent'), words: t('people.spent_means') }}
          />
        ))}
      </Figures>
      <dl class="facts person-facts">
        {facts.map(([name, shown]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Cart({ site, person }: { site: Site; person: PersonAnswer }) {
  const { cart } = person.together;
  return (
    <Card title={t('people.cart')}>
      {cart.length === 0 ? (
        <p class="muted">{t('people.cart_empty')}</p>
      ) : (
        <ul class="plain-list">
          {cart.map(({ item, quantity }) => (
            <li key={item}>
              {number(quantity)} × <ItemLink site={site} item={item} titles={person.titles} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

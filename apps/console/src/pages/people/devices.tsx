/** The devices of a person: since when, what each has agreed to, and who it says to be. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import { dateTime, NONE } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Table } from '../../parts/table.tsx';
import { say, t } from '../../words.ts';
import { shortOf } from './person-link.tsx';
import { deviceNumber, devicesOf, lastOf } from './timeline.ts';

type Device = PersonAnswer['contributions'][number];

export function Devices({ person }: { person: PersonAnswer }) {
  return (
    <Card title={t('people.devices')} lead={t('people.devices_lead')}>
      <Table
        caption={t('table.of', { title: t('people.devices') })}
        rows={devicesOf(person)}
        rowKey={({ device }) => device}
        columns={[
          {
            key: 'device',
            title: t('people.device'),
            cell: ({ device }) => (
              <>
                {t('people.device_n', { n: deviceNumber(person, device) ?? 0 })} <small class="muted">{device}</small>
              </>
            ),
          },
          { key: 'since', title: t('people.first'), cell: ({ since }) => (since ? dateTime(since) : NONE) },
          {
            key: 'last',
            title: t('people.last'),
            sort: lastOf,
            cell: (one) => {
              const last = lastOf(one);
              return last === null ? NONE : dateTime(last);
            },
          },
          { key: 'consent', title: t('people.consent'), cell: (one) => <Agreed {...one} /> },
          { key: 'label', title: t('people.says'), cell: (one) => <Says {...one} /> },
        ]}
      />
    </Card>
  );
}

function Agreed({ consent }: Device) {
  const channels = Object.entries(consent?.messages ?? {}).filter(([, yes]) => yes === true);
  return (
    <span class="badges">
      <Badge>{t(`people.tier_${consent?.tier ?? 'contextual'}`)}</Badge>
      {channels.map(([channel]) => (
        <Badge key={channel} mood="good">
          {say(`people.channel_${channel}`, channel)}
        </Badge>
      ))}
    </span>
  );
}

function Says({ label }: Device) {
  if (!label) return <>{NONE}</>;
  const { user_id, email_sha256, phone_sha256, verified } = label;
  const parts = [
    user_id,
    email_sha256 && `${t('people.kind_email_sha256')} ${shortOf(email_sha256)}`,
    phone_sha256 && `${t('people.kind_phone_sha256')} ${shortOf(phone_sha256)}`,
  ].filter(Boolean);
  return (
    <>
      {parts.join(' · ')}{' '}
      <Badge mood={verified ? 'good' : 'warn'}>{verified ? t('people.verified') : t('people.unverified')}</Badge>
    </>
  );
}

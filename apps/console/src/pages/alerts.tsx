/** What went wrong, what is watched, and where it is said. Rules: packages/core/src/insight/SPEC.md, [N17] [N18]. */
import type { AlertsAnswer } from '@edgewise/edge/routes/admin-alerts';
import { useEffect, useState } from 'preact/hooks';
import { send } from '../api.ts';
import { dateTime, day } from '../format.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { confirmed } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { wordsOf } from '../parts/fault.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import { Table } from '../parts/table.tsx';
import { toast } from '../parts/toast.tsx';
import type { PageProps } from '../routes.ts';
import { may } from '../session.ts';
import { type Site, sitePath } from '../site.ts';
import { say, t } from '../words.ts';
import { ChannelDialog } from './alerts/channel-dialog.tsx';
import { RuleDialog } from './alerts/rule-dialog.tsx';
import { type Channel, type Incident, type Rule, sending } from './alerts/rule-form.ts';
import { conditionWords } from './alerts/rule-words.ts';
import { Spark } from './alerts/spark.tsx';

const EVERY_MS = 15_000;
const HOUR = 60;

export default function Alerts({ site }: PageProps) {
  const asked = useAnswer<AlertsAnswer>(sitePath(site.id, '/alerts'));
  const { answer, again } = asked;
  useEffect(() => {
    if (!answer) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY_MS);
    return () => clearInterval(timer);
  }, [answer]);
  return (
    <>
      <p class="lead">{t('alerts.lead')}</p>
      <Loaded asked={asked}>
        {({ rules, channels, incidents }) => (
          <div class="pile">
            <Incidents incidents={incidents} channels={channels} />
            <Rules site={site} rules={rules} channels={channels} reload={again} />
            <Channels site={site} channels={channels} reload={again} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Incidents({ incidents, channels }: { incidents: readonly Incident[]; channels: readonly Channel[] }) {
  const nameOf = (id: string) => channels.find((one) => one.id === id)?.name ?? id;
  return (
    <Card title={t('alerts.incidents')}>
      {incidents.length === 0 ? (
        <Empty title={t('alerts.no_incidents')}>{t('alerts.no_incidents_words')}</Empty>
      ) : (
        <Table
          caption={t('table.of', { title: t('alerts.incidents') })}
          rows={incidents}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'what',
              title: t('alerts.what'),
              cell: ({ what }) => (
                <Badge mood={what === 'started' ? 'bad' : 'good'}>{say(`alerts.${what}`, what)}</Badge>
              ),
            },
            { key: 'at', title: t('alerts.said'), room: 'line', cell: ({ at }) => dateTime(at) },
            { key: 'rule', title: t('alerts.rule'), room: 'line', cell: ({ rule }) => rule },
            { key: 'words', title: t('alerts.words'), room: 'words', cell: ({ words }) => words },
            { key: 'curve', title: t('alerts.curve'), cell: ({ curve }) => <Spark curve={curve} /> },
            {
              key: 'outcome',
              title: t('alerts.told'),
              cell: ({ outcome }) =>
                Object.entries(outcome).map(([id, result]) => (
                  <div key={id}>
                    {nameOf(id)}: {result === 'sent' ? t('alerts.sent') : result}
                  </div>
                )),
            },
          ]}
        />
      )}
    </Card>
  );
}

function Rules(props: { site: Site; rules: readonly Rule[]; channels: readonly Channel[]; reload(): void }) {
  const { site, rules, channels, reload } = props;
  const [edited, setEdited] = useState<Rule | 'new'>();
  const path = (rule: Rule) => sitePath(site.id, `/alerts/rules/${encodeURIComponent(rule.id)}`);
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      reload();
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
  };
  const remove = async (rule: Rule) => {
    const words = t('alerts.remove_words', { name: rule.name });
    if (!(await confirmed({ title: t('alerts.remove'), words, deed: t('alerts.remove'), isDangerous: true }))) return;
    await act(() => send('DELETE', path(rule)));
  };
  return (
    <Card
      title={t('alerts.rules')}
      lead={t('alerts.rules_lead')}
      actions={
        may('editor') && (
          <button type="button" class="primary" onClick={() => setEdited('new')}>
            {t('alerts.rule_new')}
          </button>
        )
      }
    >
      {rules.length === 0 ? (
        <Empty title={t('alerts.no_rules')}>{t('alerts.no_rules_words')}</Empty>
      ) : (
        <Table
          caption={t('table.of', { title: t('alerts.rules') })}
          rows={rules}
          rowKey={({ id }) => id}
          most={50}
          columns={[
            { key: 'name', title: t('alerts.rule'), cell: ({ name }) => name, sort: ({ name }) => name },
            { key: 'when', title: t('alerts.when'), room: 'words', cell: (rule) => conditionWords(rule) },
            { key: 'state', title: t('alerts.state'), cell: (rule) => <RuleState rule={rule} now={Date.now()} /> },
            {
              key: 'acts',
              title: t('alerts.actions'),
              room: 'line',
              cell: (rule) =>
                may('editor') && (
                  <span class="acts">
                    <button
                      type="button"
                      onClick={() => setEdited(rule)}
                      aria-label={t('alerts.edit_of', { name: rule.name })}
                    >
                      {t('alerts.edit')}
                    </button>
                    <Snooze
                      rule={rule}
                      snooze={(minutes) => act(() => send('POST', `${path(rule)}/snooze`, { minutes }))}
                    />
                    <button
                      type="button"
                      onClick={() => void act(() => send('PUT', path(rule), sending({ ...rule, on: !rule.on })))}
                    >
                      {rule.on ? t('alerts.turn_off') : t('alerts.turn_on')}
                    </button>
                    <button type="button" class="quiet" onClick={() => void remove(rule)}>
                      {t('alerts.remove')}
                    </button>
                  </span>
                ),
            },
          ]}
        />
      )}
      {edited && (
        <RuleDialog
          site={site}
          rule={edited === 'new' ? undefined : edited}
          taken={rules.map(({ id }) => id)}
          channels={channels}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            reload();
          }}
        />
      )}
    </Card>
  );
}

function RuleState({ rule, now }: { rule: Rule; now: number }) {
  const { open, drift, snoozedUntil = 0 } = rule.state;
  return (
    <>
      {!rule.on ? (
        <Badge>{t('alerts.is_off')}</Badge>
      ) : open ? (
        <Badge mood="bad">{t('alerts.is_open', { time: dateTime(open.since) })}</Badge>
      ) : drift ? (
        <Badge mood="warn">{t('alerts.is_drifting', { time: day(drift.since) })}</Badge>
      ) : (
        <Badge mood="good">{t('alerts.is_calm')}</Badge>
      )}{' '}
      {snoozedUntil > now && <Badge mood="warn">{t('alerts.is_snoozed', { time: dateTime(snoozedUntil) })}</Badge>}
    </>
  );
}

function Snooze({ rule, snooze }: { rule: Rule; snooze(minutes: number): void }) {
  if ((rule.state.snoozedUntil ?? 0) > Date.now()) {
    return (
      <button type="button" onClick={() => snooze(0)}>
        {t('alerts.snooze_end')}
      </button>
    );
  }
  return (
    <>
      {([1, 24] as const).map((hours) => (
        <button
          key={hours}
          type="button"
          aria-label={`${t('alerts.snooze', { n: hours })}: ${rule.name}`}
          onClick={() => snooze(hours * HOUR)}
        >
          {t('alerts.snooze', { n: hours })}
        </button>
      ))}
    </>
  );
}

function Channels({ site, channels, reload }: { site: Site; channels: readonly Channel[]; reload(): void }) {
  const [isNew, setNew] = useState(false);
  const path = (id: string) => sitePath(site.id, `/alerts/channels/${encodeURIComponent(id)}`);
  const tryOut = async ({ id, name }: Channel) => {
    try {
      const { sent, failure } = await send<{ sent: boolean; failure?: string }>('POST', `${path(id)}/try`);
      toast(sent ? t('alerts.tried', { name }) : (failure ?? ''), sent ? 'good' : 'bad');
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
  };
  const remove = async ({ id, name }: Channel) => {
    const words = t('alerts.remove_words', { name });
    if (!(await confirmed({ title: t('alerts.remove'), words, deed: t('alerts.remove'), isDangerous: true }))) return;
    try {
      await send('DELETE', path(id));
      reload();
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
  };
  return (
    <Card
      title={t('alerts.channels')}
      lead={t('alerts.channels_lead')}
      actions={
        may('editor') && (
          <button type="button" onClick={() => setNew(true)}>
            {t('alerts.channel_new')}
          </button>
        )
      }
    >
      {channels.length === 0 ? (
        <Empty title={t('alerts.no_channels')}>{t('alerts.no_channels_words')}</Empty>
      ) : (
        <Table
          caption={t('table.of', { title: t('alerts.channels') })}
          rows={channels}
          rowKey={({ id }) => id}
          most={20}
          columns={[
            { key: 'name', title: t('alerts.name'), cell: ({ name }) => name },
            { key: 'kind', title: t('alerts.kind'), cell: ({ kind }) => t(`alerts.kind_${kind}`) },
            {
              key: 'acts',
              title: t('alerts.actions'),
              room: 'line',
              cell: (channel) =>
                may('editor') && (
                  <span class="acts">
                    <button type="button" onClick={() => void tryOut(channel)}>
                      {t('alerts.try')}
                    </button>
                    <button type="button" class="quiet" onClick={() => void remove(channel)}>
                      {t('alerts.remove')}
                    </button>
                  </span>
                ),
            },
          ]}
        />
      )}
      {isNew && (
        <ChannelDialog
          site={site}
          taken={channels.map(({ id }) => id)}
          onClose={() => setNew(false)}
          onSaved={() => {
            setNew(false);
            reload();
          }}
        />
      )}
    </Card>
  );
}

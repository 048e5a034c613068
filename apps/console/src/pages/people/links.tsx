/** Who was said to be whom, by what, and the way back. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import { useState } from 'preact/hooks';
import { queryOf, send } from '../../api.ts';
import { dateTime } from '../../format.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { confirmed } from '../../parts/confirm.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Select } from '../../parts/field.tsx';
import { Loaded, useAnswer } from '../../parts/loaded.tsx';
import { Table } from '../../parts/table.tsx';
import { toast } from '../../parts/toast.tsx';
import { may } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { say, t } from '../../words.ts';
import { identifierWords } from './person-words.ts';

type Claim = NonNullable<PersonAnswer['joined']>['claims'][number];

export interface LinksProps {
  site: Site;
  person: PersonAnswer;
  /** A claim was undone, and who is whom has changed. */
  onUnlinked(): void;
}

export function Links({ site, person, onUnlinked }: LinksProps) {
  const { claims = [], identifiers = [] } = person.joined ?? {};
  const unlink = async ({ id, identifiers: two }: Claim) => {
    const names = two.map((one) => identifierWords(one, person)).join(' = ');
    const question = { title: t('people.unlink_title'), words: t('people.unlink_words', { names }) };
    if (!(await confirmed({ ...question, deed: t('people.unlink'), isDangerous: true }))) return;
    try {
      await send('POST', sitePath(site.id, '/people/unlink'), { claim: id });
      toast(t('people.unlinked'), 'good');
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
    onUnlinked();
  };
  return (
    <Card title={t('people.links')} lead={t('people.links_lead')}>
      {claims.length === 0 ? (
        <p class="muted">{t('people.no_links')}</p>
      ) : (
        <Table
          caption={t('table.of', { title: t('people.links') })}
          rows={claims}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'who',
              title: t('people.link'),
              cell: ({ identifiers: two }) => two.map((one) => identifierWords(one, person)).join(' = '),
            },
            { key: 'at', title: t('people.said'), sort: ({ at }) => at, cell: ({ at }) => dateTime(at) },
            { key: 'source', title: t('people.source'), cell: ({ source }) => say(`people.source_${source}`, source) },
            { key: 'state', title: t('people.state'), cell: (claim) => <State {...claim} /> },
            ...(may('owner')
              ? [
                  {
                    key: 'unlink',
                    title: t('people.undo'),
                    cell: (claim: Claim) =>
                      !claim.undone && (
                        <button type="button" onClick={() => void unlink(claim)}>
                          {t('people.unlink')}
                        </button>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {identifiers.length > 1 && <Because site={site} person={person} />}
    </Card>
  );
}

function State({ verified, undone }: Claim) {
  if (undone) return <Badge>{t('people.undone')}</Badge>;
  return <Badge mood={verified ? 'good' : 'warn'}>{verified ? t('people.verified') : t('people.unverified')}</Badge>;
}

/** Why two identifiers are one person: a sentence a claim. */
function Because({ site, person }: { site: Site; person: PersonAnswer }) {
  const known = person.joined?.identifiers ?? [];
  const options = known.map((one) => ({
    value: `${one.kind}:${one.value}`,
    label: identifierWords(one, person),
  }));
  const [a, setA] = useState(options[0]!.value);
  const [b, setB] = useState(options.at(-1)!.value);
  const asked = useAnswer<{ one_person: boolean; because: string[] }>(
    sitePath(site.id, `/people/explain${queryOf({ a, b })}`),
  );
  return (
    <div class="because">
      <h3>{t('people.because')}</h3>
      <p class="toolbar">
        <Select label={t('people.because_first')} value={a} options={options} onChoose={setA} />
        =
        <Select label={t('people.because_second')} value={b} options={options} onChoose={setB} />
      </p>
      <Loaded asked={asked}>
        {({ one_person, because }) =>
          one_person ? (
            // The worker's sentences are English.
            <ol lang="en" class="because-chain">
              {because.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          ) : (
            <p>{t('people.not_one')}</p>
          )
        }
      </Loaded>
    </div>
  );
}

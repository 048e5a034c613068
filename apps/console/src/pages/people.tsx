/** People: the newest, and one of them whole. For editors and owners. */
import type { ErasureAnswer } from '@edgewise/edge/routes/admin-people';
import { useState } from 'preact/hooks';
import { query, setQuery } from '../location.ts';
import type { PageProps } from '../routes.ts';
import { t } from '../words.ts';
import { KINDS } from './people/identifier.ts';
import { LookUp } from './people/look-up.tsx';
import { Newest } from './people/newest.tsx';
import { OnePerson } from './people/one-person.tsx';
import { Receipt } from './people/receipt.tsx';

export default function People({ site }: PageProps) {
  const kind = KINDS.find((one) => query.value.has(one));
  const value = kind && query.value.get(kind);
  const [receipt, setReceipt] = useState<ErasureAnswer>();
  return (
    <div class="pile">
      <p class="lead">{t('people.lead')}</p>
      <LookUp onFind={() => setReceipt(undefined)} />
      {receipt ? (
        <Receipt receipt={receipt} onClose={() => setReceipt(undefined)} />
      ) : kind && value ? (
        <OnePerson
          key={`${kind}:${value}`}
          site={site}
          kind={kind}
          value={value}
          onErased={(made) => {
            setReceipt(made);
            setQuery({ [kind]: undefined });
          }}
        />
      ) : (
        <Newest site={site} />
      )}
    </div>
  );
}

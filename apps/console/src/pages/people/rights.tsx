/** What an owner does for somebody who asks: their data as a file, and forgetting them. */
import type { PersonAnswer } from '@edgewise/edge/read-person';
import type { ErasureAnswer } from '@edgewise/edge/routes/admin-people';
import { useState } from 'preact/hooks';
import { getText, queryOf, send } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { toast } from '../../parts/toast.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import type { Asked } from './identifier.ts';
import { devicesOf } from './timeline.ts';

interface RightsProps {
  site: Site;
  person: PersonAnswer;
  asked: Asked;
  onErased(receipt: ErasureAnswer): void;
}

/** An identifier that the routes of rights know; the figures' id is none. */
function identifierFor({ kind, value }: Asked, person: PersonAnswer): Record<string, string> | undefined {
  if (kind !== 'person') return { [kind]: value };
  const [known] = person.joined?.identifiers ?? [];
  const device = devicesOf(person)[0]?.device;
  return device !== undefined ? { device } : known && { [known.kind]: known.value };
}

export function Rights({ site, person, asked, onErased }: RightsProps) {
  const [isErasing, setErasing] = useState(false);
  const identifier = identifierFor(asked, person);
  if (!identifier) return null;
  const download = async () => {
    try {
      save(await getText(sitePath(site.id, `/people/export${queryOf(identifier)}`)), `person-${site.id}.json`);
    } catch (cause) {
      toast(wordsOf(cause), 'bad');
    }
  };
  return (
    <>
      <button type="button" onClick={() => void download()}>
        {t('people.export')}
      </button>
      <button type="button" onClick={() => setErasing(true)}>
        {t('people.erase')}
      </button>
      {isErasing && (
        <EraseDialog
          onClose={() => setErasing(false)}
          erase={async () => {
            onErased(await send('POST', sitePath(site.id, `/people/erase${queryOf(identifier)}`)));
          }}
        />
      )}
    </>
  );
}

function save(text: string, name: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

/** Cannot be undone, so the word is typed. */
function EraseDialog({ erase, onClose }: { erase(): Promise<void>; onClose(): void }) {
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const word = t('people.erase_word');
  const isTyped = typed.trim().toLowerCase() === word.toLowerCase();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isTyped) return;
    setBusy(true);
    setFault(undefined);
    try {
      await erase();
    } catch (cause) {
      setFault(wordsOf(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('people.erase_title')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p class="lead">{t('people.erase_words')}</p>
        <Field label={t('people.erase_type', { word })} fault={fault}>
          <input
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setTyped(currentTarget.value)}
          />
        </Field>
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" class="primary danger" disabled={!isTyped || isBusy}>
            {t('people.erase_for_ever')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

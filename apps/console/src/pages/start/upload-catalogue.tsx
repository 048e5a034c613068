/** A file of products, sent as it is: the worker reads it line by line and says which it refuses. */
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

interface Imported {
  accepted: number;
  refused: number;
  errors: { line: number; reason: string }[];
}

const LISTED = 5;

export function UploadCatalogue({ site, done }: { site: Site; done(): void }) {
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<'busy' | Imported | { fault: string }>();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!file) return;
    setState('busy');
    try {
      setState(await send<Imported>('POST', sitePath(site.id, '/catalogue'), file));
      done();
    } catch (cause) {
      setState({ fault: wordsOf(cause) });
    }
  };
  return (
    <form class="in-row" onSubmit={(event) => void submit(event)}>
      <Field label={t('start.file')} fault={typeof state === 'object' && 'fault' in state ? state.fault : undefined}>
        <input
          type="file"
          required
          accept=".ndjson,.jsonl,.json,application/x-ndjson"
          onChange={({ currentTarget }: { currentTarget: HTMLInputElement }) => setFile(currentTarget.files?.[0])}
        />
      </Field>
      <button type="submit" disabled={!file || state === 'busy'}>
        {t('start.upload')}
      </button>
      <div role="status" aria-busy={state === 'busy'}>
        {typeof state === 'object' && 'accepted' in state && (
          <>
            <p>{t('start.uploaded', { accepted: state.accepted, refused: state.refused })}</p>
            <ul>
              {state.errors.slice(0, LISTED).map(({ line, reason }) => (
                <li key={line}>{t('start.refused_line', { line, reason })}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </form>
  );
}

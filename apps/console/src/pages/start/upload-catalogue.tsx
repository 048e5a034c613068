/** A file of products, sent as it is: the worker reads it line by line and says which it refuses. */
import { useState } from 'preact/hooks';
import { ApiFault, send } from '../../api.ts';
import { wordsOf } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';

interface Imported {
  accepted: number;
  refused: number;
  errors: { line: number; reason: string }[];
}

/** Of a file of which so much was refused that nothing is taken [A11 of apps/edge]. */
interface Unfit extends Imported {
  stands: { version: string | null; products: number };
}

type State = undefined | 'busy' | Imported | Unfit | { fault: string };

const unfitOf = (cause: unknown): Unfit | undefined =>
  cause instanceof ApiFault && cause.code === 'mostly_refused' ? (cause.body as Unfit) : undefined;

const faultOf = (cause: unknown): string =>
  cause instanceof ApiFault && cause.code === 'not_published' ? t('start.not_published') : wordsOf(cause);

const LISTED = 5;

/** Its first line is none of NDJSON, and no line was good: it is of another kind, such as the CSV that most shops have. */
const isOtherKind = ({ accepted, errors }: Imported): boolean =>
  accepted === 0 && errors[0]?.line === 1 && errors[0].reason === 'line is not JSON';

export function UploadCatalogue({ site, done }: { site: Site; done(): void }) {
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<State>();
  const upload = async (query: '' | '?force=1') => {
    if (!file) return;
    setState('busy');
    try {
      setState(await send<Imported>('POST', sitePath(site.id, `/catalogue${query}`), file));
      done();
    } catch (cause) {
      setState(unfitOf(cause) ?? { fault: faultOf(cause) });
    }
  };
  return (
    <>
      <form
        class="in-row"
        onSubmit={(event) => {
          event.preventDefault();
          void upload('');
        }}
      >
        <Field label={t('start.file')} fault={typeof state === 'object' && 'fault' in state ? state.fault : undefined}>
          <input
            type="file"
            required
            accept=".ndjson,.jsonl,.json,application/x-ndjson"
            onChange={({ currentTarget }: { currentTarget: HTMLInputElement }) => {
              setFile(currentTarget.files?.[0]);
              setState(undefined);
            }}
          />
        </Field>
        <button type="submit" disabled={!file || state === 'busy'}>
          {t('start.upload')}
        </button>
      </form>
      <div role="status" aria-busy={state === 'busy'}>
        {state === 'busy' && <p>{t('start.uploading', { name: file?.name ?? '' })}</p>}
        {typeof state === 'object' && 'accepted' in state && (
          <>
            {'stands' in state ? (
              <p>
                {t(state.accepted === 0 ? 'start.unfit_all' : 'start.unfit', {
                  accepted: state.accepted,
                  refused: state.refused,
                })}{' '}
                {state.stands.version === null
                  ? t('start.none_stands')
                  : t('start.stands', { n: state.stands.products })}
              </p>
            ) : (
              <p>{t('start.uploaded', { accepted: state.accepted, refused: state.refused })}</p>
            )}
            {isOtherKind(state) && <p>{t('start.not_ndjson')}</p>}
            <ul>
              {state.errors.slice(0, LISTED).map(({ line, reason }) => (
                <li key={line}>{t('start.refused_line', { line, reason })}</li>
              ))}
            </ul>
            {'stands' in state && state.accepted > 0 && (
              <button type="button" onClick={() => void upload('?force=1')}>
                {t('start.upload_anyway', { n: state.accepted })}
              </button>
            )}
          </>
        )}
      </div>
    </>
  );
}

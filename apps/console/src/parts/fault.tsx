/** What went wrong, in words, and another try. */
import { ApiFault } from '../api.ts';
import { t } from '../words.ts';

/** A failure in the reader's language, with what the worker said of it. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof ApiFault)) return cause instanceof Error ? cause.message : String(cause);
  const { who, value, expected } = cause;
  if (who && expected) {
    return value === undefined ? t('fault.missing', { who, expected }) : t('fault.wrong', { who, value, expected });
  }
  if (cause.status === 0) return t('fault.unreachable');
  if (cause.status === 403) return t('fault.forbidden');
  if (cause.status === 404) return t('fault.not_found');
  if (cause.status === 429 || cause.status === 503) return t('fault.busy');
  return cause.message;
}

export function Fault({ cause, retry }: { cause: unknown; retry?: () => void }) {
  return (
    <div class="fault" role="alert">
      <p class="empty-title">{t('fault.title')}</p>
      <p>{wordsOf(cause)}</p>
      {retry && (
        <button type="button" onClick={retry}>
          {t('fault.retry')}
        </button>
      )}
    </div>
  );
}

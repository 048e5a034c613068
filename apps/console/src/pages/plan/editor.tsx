/** The plan as JSON, checked while one types, and what can be done with it. */
import type { PlanCheckAnswer } from '@edgewise/edge/routes/admin-plan';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { readJson } from '../../json-places.ts';
import { Card } from '../../parts/card.tsx';
import { confirmed } from '../../parts/confirm.tsx';
import { toast } from '../../parts/toast.tsx';
import { may, who } from '../../session.ts';
import { type Site, sitePath } from '../../site.ts';
import { t } from '../../words.ts';
import { beginsAndEnds, namesIn } from '../experiments/ended-plan.ts';
import type { PlanState } from '../plan.tsx';
import { CodeField } from './code-field.tsx';
import { Findings, findingsOf } from './findings.tsx';
import { planFault } from './plan-fault.ts';
import { PreviewDialog } from './preview-dialog.tsx';
import { PublishDialog, publishedWords } from './publish-dialog.tsx';

export interface EditorProps {
  site: Site;
  state: PlanState;
  /** What was typed and not saved. */
  typed: string | undefined;
  onType(text: string | undefined): void;
  reload(): void;
}

/** After the last key. */
const CHECK_AFTER_MS = 500;

export function Editor({ site, state, typed, onType, reload }: EditorProps) {
  const { published, draft, needsApproval } = state;
  const stored = useMemo(() => JSON.stringify((draft ?? published).document, null, 2), [draft, published]);
  const text = typed ?? stored;
  const isTyped = typed !== undefined && typed !== stored;
  const read = useMemo(() => readJson(text), [text]);
  const isJson = 'value' in read;
  const [checked, setChecked] = useState<{ text: string; answer: PlanCheckAnswer }>();
  const [isBusy, setBusy] = useState(false);
  const [dialog, setDialog] = useState<'publish' | 'preview'>();
  const field = useRef<HTMLTextAreaElement>(null);
  const path = sitePath(site.id, '/plan');

  useEffect(() => {
    if (!isTyped || !isJson || !may('editor')) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      send<PlanCheckAnswer>('POST', `${path}/validate`, text).then(
        (answer) => isCurrent && setChecked({ text, answer }),
        () => undefined, // saving says what is wrong
      );
    }, CHECK_AFTER_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isTyped, isJson]);

  useEffect(() => {
    if (!isTyped) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isTyped]);

  const known = isTyped ? (checked?.text === text ? checked.answer : undefined) : (draft ?? undefined);
  const findings = findingsOf(read, known);

  /** @returns whether it was done */
  const doing = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      toast(done, 'good');
      return true;
    } catch (cause) {
      toast(planFault(cause), 'bad');
      return false;
    } finally {
      setBusy(false);
    }
  };
  const save = async () => {
    const isSaved = await doing(
      () => send('PUT', `${path}/draft`, text, { 'if-match': `"d${published.draft_revision}"` }),
      t('plan.saved'),
    );
    if (!isSaved) return;
    onType(undefined);
    reload();
  };
  const discard = async () => {
    const words = draft ? t('plan.discard_words') : t('plan.undo_words');
    if (!(await confirmed({ title: t('plan.discard'), words, deed: t('plan.discard'), isDangerous: true }))) return;
    if (draft && !(await doing(() => send('DELETE', `${path}/draft`), t('plan.discarded')))) return;
    onType(undefined);
    reload();
  };
  const approve = async () => {
    if (await doing(() => send('POST', `${path}/draft/approve`, {}), t('plan.approved'))) reload();
  };
  const goTo = (offset: number) => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(offset, offset);
  };

  const isMine = draft !== null && draft.who === who.value?.name;
  const canPublish = draft?.valid === true && !isTyped && (!needsApproval || draft.approved_by !== null);
  return (
    <Card
      title={draft || isTyped ? t('plan.draft') : t('plan.published_plan')}
      lead={may('editor') ? t('plan.edit_lead') : t('plan.read_lead')}
      actions={
        may('editor') && (
          <>
            {(draft || isTyped) && (
              <button type="button" class="quiet" disabled={isBusy} onClick={() => void discard()}>
                {t('plan.discard')}
              </button>
            )}
            <button type="button" disabled={isBusy || !isTyped || !isJson} onClick={() => void save()}>
              {t('plan.save')}
            </button>
            <button type="button" disabled={isBusy || isTyped || !draft?.valid} onClick={() => setDialog('preview')}>
              {t('plan.preview')}
            </button>
            {needsApproval && draft?.approved_by === null && (
              <button
                type="button"
                disabled={isBusy || isTyped || isMine || !draft.valid}
                onClick={() => void approve()}
              >
                {t('plan.approve')}
              </button>
            )}
            <button type="button" class="primary" disabled={isBusy || !canPublish} onClick={() => setDialog('publish')}>
              {t('plan.publish')}
            </button>
          </>
        )
      }
    >
      {needsApproval && draft?.approved_by === null && (
        <p class="note">{isMine ? t('plan.wait_for_other') : t('plan.may_approve', { who: draft.who })}</p>
      )}
      <CodeField
        label={t('plan.json')}
        text={text}
        isReadOnly={!may('editor')}
        marks={findings.map(({ place, isMistake }) => ({ line: place.line, isMistake }))}
        onInput={(next) => onType(next === stored ? undefined : next)}
        field={field}
      />
      <Findings findings={findings} isChecked={known !== undefined || !isJson} goTo={goTo} />
      {dialog === 'preview' && <PreviewDialog site={site} onClose={() => setDialog(undefined)} />}
      {dialog === 'publish' && draft && (
        <PublishDialog
          site={site}
          revision={draft.revision}
          {...beginsAndEnds(draft.document, namesIn(published.document))}
          onClose={() => setDialog(undefined)}
          onPublished={(answer) => {
            setDialog(undefined);
            toast(publishedWords(answer), 'good');
            reload();
          }}
        />
      )}
    </Card>
  );
}

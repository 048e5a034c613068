/** The way from no data to the first shelf that a shopper sees. Each step ticks itself off. */
import type { SetupAnswer } from '@edgewise/edge/routes/admin-setup';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { importCommand } from '../import-command.ts';
import { openLine } from '../live.ts';
import { hrefOf } from '../location.ts';
import { Badge } from '../parts/badge.tsx';
import { Card } from '../parts/card.tsx';
import { CopyField } from '../parts/copy.tsx';
import { Loaded, useAnswer } from '../parts/loaded.tsx';
import type { PageProps } from '../routes.ts';
import { may } from '../session.ts';
import { isSetUp, noteSetup } from '../setup.ts';
import { sitePath } from '../site.ts';
import { t } from '../words.ts';
import { AddOrigin } from './start/add-origin.tsx';
import { UploadCatalogue } from './start/upload-catalogue.tsx';

/** Shelves seen are asked for; events are pushed. */
const EVERY_MS = 3_000;

export default function Start({ site }: PageProps) {
  const asked = useAnswer<SetupAnswer>(sitePath(site.id, '/setup'));
  const { answer, again } = asked;
  const line = useMemo(() => openLine(site.id), [site.id]);
  useEffect(() => () => line.close(), [line]);
  const isDone = answer !== undefined && isSetUp(answer);
  useEffect(() => {
    if (answer) noteSetup(site.id, answer);
    if (!answer || isDone) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY_MS);
    return () => clearInterval(timer);
  }, [answer, isDone]);
  const live = line.now.value?.totals.events ?? 0;
  return (
    <>
      <p class="lead">{t('start.lead')}</p>
      <Loaded asked={asked}>
        {(setup) => (
          <>
            <ol class="steps">
              <Step
                title={t('start.catalogue')}
                isDone={setup.products > 0}
                said={setup.products > 0 && t('start.products', { n: setup.products })}
              >
                <p>{t('start.catalogue_words')}</p>
                {may('owner') && <UploadCatalogue site={site} done={again} />}
                <CopyField label={t('start.command')} text={importCommand(site, 'catalogue')} />
              </Step>
              <Step title={t('start.origin')} isDone={setup.origins.length > 0} said={setup.origins.join(', ')}>
                <p>{t('start.origin_words')}</p>
                {may('owner') && (
                  <AddOrigin key={setup.origins.length} site={site} origins={setup.origins} done={again} />
                )}
              </Step>
              <Step title={t('start.tag')} isDone={setup.events + live > 0}>
                <p>{t('start.tag_words')}</p>
                <CopyField label={t('start.tag_label')} text={setup.tag} />
                <a href={`/install?site=${encodeURIComponent(site.id)}`} target="_blank" rel="noopener noreferrer">
                  {t('start.tag_more')}
                </a>
              </Step>
              <Step
                title={t('start.event')}
                isDone={setup.events + live > 0}
                said={
                  setup.events + live > 0 ? t('start.events', { n: Math.max(setup.events, live) }) : t('start.waiting')
                }
              >
                <p>{t('start.event_words')}</p>
              </Step>
              <Step
                title={t('start.shelf')}
                isDone={setup.shelves_seen > 0}
                said={setup.shelves_seen > 0 ? t('start.shelves', { n: setup.shelves_seen }) : t('start.waiting')}
              >
                <p>{t('start.shelf_words')}</p>
                <CopyField label={t('start.shelf_label')} text={SHELF} />
              </Step>
            </ol>
            <p role="status" class={isDone ? 'steps-done' : ''}>
              {isDone && (
                <>
                  <strong>{t('start.done')}</strong> <a href={hrefOf(site.id, 'now')}>{t('start.go')}</a>
                </>
              )}
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}

interface StepProps {
  title: string;
  isDone: boolean;
  /** What has happened so far. */
  said?: string | false;
  children: ComponentChildren;
}

function Step({ title, isDone, said, children }: StepProps) {
  return (
    <li class={isDone ? 'step done' : 'step'}>
      <Card
        title={title}
        actions={
          <span role="status">
            {said && <span class="muted">{said} </span>}
            <Badge mood={isDone ? 'good' : 'plain'}>{isDone ? t('start.step_done') : t('start.step_open')}</Badge>
          </span>
        }
      >
        <div class="stack">{children}</div>
      </Card>
    </li>
  );
}

const SHELF = '<edgewise-recs placement="home"></edgewise-recs>';

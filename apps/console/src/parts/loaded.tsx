/** Asks the API and shows what comes: while it is under way, when it failed, and then the answer. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { t } from '../words.ts';
import { Fault } from './fault.tsx';

export interface Asked<Answer> {
  /** The newest answer; while another is under way, the one before. */
  answer: Answer | undefined;
  fault: unknown;
  isLoading: boolean;
  /** Asks again. */
  again(): void;
}

/**
 * @param path under `/admin/v1`; another path is asked anew, `undefined` is not asked
 * @param read how it is asked, where not by GET
 */
export function useAnswer<Answer>(
  path: string | undefined,
  read: (path: string) => Promise<Answer> = get,
): Asked<Answer> {
  const [state, setState] = useState<{ path?: string; answer?: Answer; fault?: unknown; isLoading: boolean }>({
    isLoading: true,
  });
  const [tries, setTries] = useState(0);
  // `tries` asks again; `read` is the same function by what it does
  useEffect(() => {
    if (path === undefined) return;
    let isCurrent = true;
    setState(({ answer }) => ({ ...(answer !== undefined && { answer }), isLoading: true }));
    read(path).then(
      (answer) => isCurrent && setState({ path, answer, isLoading: false }),
      (fault: unknown) => isCurrent && setState({ path, fault, isLoading: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, tries]);
  const { answer, fault, isLoading } = state;
  return { answer, fault, isLoading, again: () => setTries(tries + 1) };
}

export function Loaded<Answer>({
  asked: { answer, fault, isLoading, again },
  children,
}: {
  asked: Asked<Answer>;
  children: (answer: Answer) => ComponentChildren;
}) {
  if (fault !== undefined) return <Fault cause={fault} retry={again} />;
  if (answer === undefined) return <Loading />;
  return (
    <div class={isLoading ? 'stale' : ''} aria-busy={isLoading}>
      {children(answer)}
    </div>
  );
}

export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="hidden">{t('loading')}</span>
      <span class="bone" />
      <span class="bone" />
      <span class="bone" />
    </div>
  );
}

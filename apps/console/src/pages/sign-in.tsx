/** A token for a session. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFault } from '../api.ts';
import { Brand, LanguageSelect, ThemeButton } from '../frame.tsx';
import { wordsOf } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { signIn } from '../session.ts';
import { t } from '../words.ts';

export function SignIn() {
  const [token, setToken] = useState('');
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const title = t('sign_in.title');
  useEffect(() => {
    document.title = `${title} · Edgewise`;
  }, [title]);
  const focus = () => form.current?.querySelector('input')?.focus();
  // There is nothing else to do on this page.
  useEffect(focus, []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    try {
      await signIn(token.trim());
    } catch (cause) {
      setFault(cause instanceof ApiFault && cause.status === 401 ? t('sign_in.unknown') : wordsOf(cause));
      focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="sign-in">
      <header class="top">
        <Brand />
        <span class="grow" />
        <LanguageSelect />
        <ThemeButton />
      </header>
      <main>
        <form class="card" ref={form} onSubmit={submit}>
          <h1>{title}</h1>
          <p class="lead">{t('sign_in.lead')}</p>
          <Field label={t('sign_in.token')} fault={fault}>
            <input
              type="password"
              autocomplete="current-password"
              required
              value={token}
              onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setToken(currentTarget.value)}
            />
          </Field>
          <button type="submit" class="primary" disabled={isBusy || token.trim() === ''}>
            {t('sign_in.enter')}
          </button>
        </form>
      </main>
    </div>
  );
}

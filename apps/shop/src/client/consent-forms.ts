import { edgewise } from './edgewise-stub.ts';

const YEAR_SECONDS = 365 * 86_400;

/** The consent bar and the footer's switch are forms; with this they answer at once and the page stays. */
export function watchConsent(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !('consentForm' in form.dataset)) return;
    event.preventDefault();
    const answer = (event.submitter as HTMLButtonElement | null)?.value === 'person' ? 'person' : 'none';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `consent=${answer}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
    edgewise('consent', answer === 'person' ? 'person' : 'contextual');
    showAnswer(answer);
  });
}

function showAnswer(answer: 'person' | 'none'): void {
  const bar = document.querySelector('.consent');
  // Focus inside what goes away would fall to the page's start.
  if (bar?.contains(document.activeElement)) document.getElementById('main')?.focus({ preventScroll: true });
  bar?.remove();
  const given = answer === 'person';
  const state = document.querySelector('[data-testid=consent-state]');
  if (state) state.textContent = given ? 'Your visit is personalised.' : 'Your visit is not personalised.';
  const change = document.querySelector<HTMLButtonElement>('.consent-change button');
  if (!change) return;
  change.value = given ? 'none' : 'person';
  change.textContent = given ? 'Stop personalising' : 'Personalise my visit';
}

/** What stands around every page: the bar at the top and the list of pages. */
import { go, hrefOf, pagePath } from './location.ts';
import { wordsOf } from './parts/fault.tsx';
import { Select } from './parts/field.tsx';
import { Icon } from './parts/icon.tsx';
import { toast } from './parts/toast.tsx';
import { THEMES, theme } from './preferences.ts';
import type { Page } from './routes.ts';
import { signOut, who } from './session.ts';
import { site, sites } from './site.ts';
import { choose, LANGUAGES, language, t } from './words.ts';

export function LanguageSelect() {
  return (
    <Select
      label={t('frame.language')}
      value={language.value}
      options={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
      onChoose={choose}
    />
  );
}

export function ThemeButton() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t('frame.theme', { theme: t(`theme.${theme.value}`) })}
      title={t('frame.theme', { theme: t(`theme.${theme.value}`) })}
      onClick={() => {
        theme.value = next;
      }}
    >
      <Icon name={theme.value === 'system' ? 'screen' : theme.value === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M9 8.5v15M9 8.5h13M9 16h10M9 23.5h13" />
      </svg>
      <span class="brand-name">Edgewise</span>
    </span>
  );
}

export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu(): void }) {
  const known = sites.value ?? [];
  return (
    <header class="top">
      <button
        type="button"
        class="icon-button menu-button"
        aria-expanded={isMenuOpen}
        aria-controls="pages"
        aria-label={t('frame.menu')}
        onClick={onMenu}
      >
        <Icon name={isMenuOpen ? 'close' : 'menu'} />
      </button>
      <Brand />
      {known.length > 1 ? (
        <Select
          label={t('frame.site')}
          value={site.value?.id ?? ''}
          options={known.map((id) => ({ value: id, label: id }))}
          onChoose={(id) => go(hrefOf(id, pagePath.value ?? 'now'))}
        />
      ) : (
        <span class="site-name">{site.value?.name}</span>
      )}
      <span class="grow" />
      <LanguageSelect />
      <ThemeButton />
      <span class="who">{who.value?.name}</span>
      <button
        type="button"
        class="quiet"
        onClick={() => void signOut().catch((cause: unknown) => toast(wordsOf(cause), 'bad'))}
      >
        {t('frame.sign_out')}
      </button>
    </header>
  );
}

export function SideNav({ isOpen, pages }: { isOpen: boolean; pages: readonly Page[] }) {
  const id = site.value?.id;
  return (
    <nav id="pages" class={isOpen ? 'side open' : 'side'} aria-label={t('frame.pages')}>
      {id !== undefined &&
        pages.map(({ path, title, icon }) => (
          <a key={path} href={hrefOf(id, path)} aria-current={path === pagePath.value ? 'page' : undefined}>
            <Icon name={icon} />
            {t(title)}
          </a>
        ))}
    </nav>
  );
}

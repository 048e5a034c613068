/** The frame: who is signed in, which site, the list of pages, and the page. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiFault } from './api.ts';
import { SideNav, TopBar } from './frame.tsx';
import { go, hrefOf, pagePath, siteKey } from './location.ts';
import { SignIn } from './pages/sign-in.tsx';
import { Confirm } from './parts/confirm.tsx';
import { Empty } from './parts/empty.tsx';
import { Fault } from './parts/fault.tsx';
import { Loading } from './parts/loaded.tsx';
import { Toasts } from './parts/toast.tsx';
import { FIRST, GUIDE, loadedView, loadView, PAGES, type Page, type PageProps } from './routes.ts';
import { may, resume, trouble, who } from './session.ts';
import { lookAtSetup, needsGuide } from './setup.ts';
import { loadSites, openSite, site, sites } from './site.ts';
import { language, t } from './words.ts';

/** The pages that who is signed in may open. */
export const pagesSeen = () => PAGES.filter(({ role }) => role === undefined || may(role));

export function App() {
  if (trouble.value) return <Fault cause={trouble.value} retry={() => void resume()} />;
  if (who.value === undefined) return <Loading />;
  return (
    <>
      {who.value === null ? <SignIn /> : <SignedIn />}
      <Confirm />
      <Toasts />
    </>
  );
}

function SignedIn() {
  const [fault, setFault] = useState<unknown>();
  const tries = useSignal(0);
  useSignalEffect(() => {
    void tries.value;
    // Both at once: the address mostly says which site.
    setFault(undefined);
    if (!sites.value) loadSites().catch(setFault);
    // The address without a site leads to the first one.
    const wanted = siteKey.value ?? sites.value?.[0];
    if (wanted === undefined) return;
    const opening = openSite(wanted).catch(setFault);
    // Only the list of pages wants to know how far the shop has come, and can wait.
    if (pagePath.value) return void opening.then(() => lookAtSetup(wanted));
    // Where no page is asked for, it says which it is.
    void lookAtSetup(wanted).then(() => {
      if (!pagePath.peek()) go(hrefOf(wanted, needsGuide(wanted) ? GUIDE : FIRST), 'replace');
    });
  });
  const again = () => {
    setFault(undefined);
    tries.value++;
  };
  const [isMenuOpen, setMenuOpen] = useState(false);
  useSignalEffect(() => {
    void pagePath.value;
    setMenuOpen(false);
  });
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {t('frame.skip')}
      </a>
      <TopBar isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen(!isMenuOpen)} />
      <SideNav isOpen={isMenuOpen} pages={pagesSeen().filter(({ isListed }) => isListed?.() ?? true)} />
      <main id="main" tabIndex={-1}>
        {isMissing(fault) && sites.value?.length ? (
          <OtherSites known={sites.value} />
        ) : fault !== undefined ? (
          <Fault cause={fault} retry={again} />
        ) : sites.value?.length === 0 ? (
          <NoSite />
        ) : pagePath.value && site.value && site.value.id === siteKey.value ? (
          <OpenPage key={`${site.value.id}/${pagePath.value}`} />
        ) : (
          <Loading />
        )}
      </main>
    </div>
  );
}

const isMissing = (fault: unknown): boolean => fault instanceof ApiFault && fault.status === 404;

/** An address of a shop that is not there, as in a bookmark that is old: nobody is left before a closed door. */
function OtherSites({ known }: { known: readonly string[] }) {
  return (
    <>
      <h1>{t('frame.no_such_site', { id: siteKey.value ?? '' })}</h1>
      <p>{t('frame.sites_there')}</p>
      <ul class="ways-on">
        {known.map((id) => (
          <li key={id}>
            <a href={hrefOf(id, FIRST)}>{id}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function NoSite() {
  return (
    <Empty title={t('frame.no_site')}>
      <p>{t('frame.no_site_words')}</p>
      <pre>{`curl -X POST ${location.origin}/admin/v1/sites -H "authorization: Bearer $EDGEWISE_ADMIN_TOKEN" -d '{
  "id": "my-shop", "name": "My shop", "origins": ["https://my-shop.example"],
  "time_zone": "Europe/Bucharest", "currencies": ["RON"] }'`}</pre>
    </Empty>
  );
}

/** Loads the page's chunk, names the document, and takes the keyboard to the heading. */
function OpenPage() {
  const page = pagesSeen().find(({ path }) => path === pagePath.value);
  const [loaded, setLoaded] = useState<{ view: ComponentType<PageProps> } | { fault: unknown } | undefined>(() => {
    const view = page && loadedView(page);
    return view && { view };
  });
  const [tries, setTries] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // `tries` loads again
  useEffect(() => {
    if (!page || loadedView(page)) return;
    let isCurrent = true;
    loadView(page).then(
      (view) => isCurrent && setLoaded({ view }),
      (fault: unknown) => isCurrent && setLoaded({ fault }),
    );
    return () => {
      isCurrent = false;
    };
  }, [page, tries]);
  useEffect(() => {
    // Not on the first view of all: a reader begins at the top there.
    if (isLaterView) heading.current?.focus();
    isLaterView = true;
  }, []);
  const title = page ? t(page.title) : t('frame.no_page');
  useEffect(() => {
    document.title = `${title} · ${site.value?.name ?? ''} · Edgewise`;
  }, [title]);
  if (!page) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>
          <a href={hrefOf(site.value!.id, FIRST)}>{t('start.go')}</a>
        </p>
      </>
    );
  }
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <Boundary key={language.value}>
        {loaded === undefined ? (
          <Loading />
        ) : 'view' in loaded ? (
          <loaded.view site={site.value!} />
        ) : (
          <Fault cause={loaded.fault} retry={() => setTries(tries + 1)} />
        )}
      </Boundary>
    </>
  );
}

let isLaterView = false;

/** A page that breaks leaves the frame as it was. */
class Boundary extends Component<{ children: ComponentChildren }, { broken?: unknown }> {
  override state: { broken?: unknown } = {};

  static override getDerivedStateFromError(broken: unknown) {
    return { broken };
  }

  override componentDidCatch(broken: unknown) {
    console.error(broken);
  }

  render() {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return <Fault cause={broken} retry={() => this.setState({ broken: undefined })} />;
  }
}

export type { Page };

/** The pages. One that does not stand here does not exist; its chunk loads when it is opened. */
import type { Role } from '@edgewise/edge/access/rights';
import type { ComponentType } from 'preact';
import firstView from './first-view.json' with { type: 'json' };
import type { IconName } from './parts/icon.tsx';
import { needsGuide } from './setup.ts';
import { type Site, site } from './site.ts';
import type { Key } from './words.ts';

export interface PageProps {
  site: Site;
}

export interface Page {
  /** In `/console/:site/:path`. */
  path: string;
  title: Key;
  icon: IconName;
  /** Who may not do this much does not see it; nobody stated means everybody. */
  role?: Role;
  /** Whether the list of pages names it; always where nothing is said. */
  isListed?(): boolean;
  load(): Promise<{ default: ComponentType<PageProps> }>;
}

/** Where the console begins: with the guide as long as the shop has no data. */
export const FIRST = firstView.page;
export const GUIDE = 'start';

export const PAGES: readonly Page[] = [
  {
    path: GUIDE,
    title: 'nav.start',
    icon: 'guide',
    isListed: () => needsGuide(site.value?.id),
    load: () => import('./pages/start.tsx'),
  },
  {
    path: 'now',
    title: 'nav.now',
    icon: 'now',
    load: () => import('./pages/now/index.tsx'),
  },
  { path: 'funnels', title: 'nav.funnels', icon: 'funnels', load: () => import('./pages/funnels/index.tsx') },
  { path: 'sources', title: 'nav.sources', icon: 'sources', load: () => import('./pages/sources/index.tsx') },
  { path: 'shelves', title: 'nav.shelves', icon: 'shelves', load: () => import('./pages/shelves/index.tsx') },
  { path: 'people', title: 'nav.people', icon: 'people', role: 'editor', load: () => import('./pages/people.tsx') },
  { path: 'products', title: 'nav.products', icon: 'products', load: () => import('./pages/products.tsx') },
  { path: 'plan', title: 'nav.plan', icon: 'plan', load: () => import('./pages/plan.tsx') },
  { path: 'experiments', title: 'nav.experiments', icon: 'experiments', load: () => import('./pages/experiments.tsx') },
  { path: 'alerts', title: 'nav.alerts', icon: 'alerts', load: () => import('./pages/alerts.tsx') },
  { path: 'health', title: 'nav.health', icon: 'health', load: () => import('./pages/health.tsx') },
  { path: 'privacy', title: 'nav.privacy', icon: 'privacy', load: () => import('./pages/privacy.tsx') },
];

/**
 * What a page will ask of the site first, asked while its script is still on its way. The worker names the same in the answer
 * that is the page: the build tells it (scripts/build-console.mjs).
 */
export const asksFirst = ({ path }: Page): readonly string[] =>
  (firstView.asks as Readonly<Record<string, readonly string[]>>)[path] ?? [];

const views = new Map<Page, ComponentType<PageProps>>();

/** @throws where its chunk does not come */
export async function loadView(page: Page): Promise<ComponentType<PageProps>> {
  const { default: view } = await page.load();
  views.set(page, view);
  return view;
}

/** What is loaded already is shown at once. */
export const loadedView = (page: Page): ComponentType<PageProps> | undefined => views.get(page);

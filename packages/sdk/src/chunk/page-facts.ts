/** What the debug panel judges: read from the page, from the script, and once from the worker. Nothing of it leaves. */
import type { WidgetsAnswer, WidgetsRequest, WireItem } from '@edgewise/protocol/events';
import type { Report } from '../report.ts';
import type { Script } from '../script.ts';
import type { Facts } from './findings.ts';

const ours = () => [...document.querySelectorAll<HTMLElement>('edgewise-recs')];

/** Entries of `dataLayer`, and when they were seen first. */
const seenAt = new WeakMap<object, number>();

/** What a page pushed into `dataLayer` twice with the same items, at about the same time: a shopper may add a thing again. */
export function repeatedPushes(): string[] {
  const soonMs = 2_000;
  const { dataLayer } = window as unknown as { dataLayer?: unknown };
  const before = new Map<string, number>();
  return (Array.isArray(dataLayer) ? dataLayer : []).flatMap((entry) => {
    if (typeof entry !== 'object' || !entry) return [];
    const at = seenAt.get(entry) ?? Date.now();
    seenAt.set(entry, at);
    const name = entry[0] === 'event' ? entry[1] : entry.event;
    const { items } = ((entry[0] === 'event' ? entry[2] : entry.ecommerce) ?? {}) as { items?: unknown };
    if (!Array.isArray(items) || !items[0]) return [];
    const key = `${name} ${items.map((item) => item?.item_id ?? item?.item_name)}`;
    const isRepeat = at - (before.get(key) ?? Number.NEGATIVE_INFINITY) < soonMs;
    before.set(key, at);
    return isRepeat ? [`${name}`] : [];
  });
}

/** Asked without telling anything: whether this site takes requests of this page. */
async function askWorker({ site, endpoint }: { site: string; endpoint: string }): Promise<Facts['worker']> {
  const question = {
    v: 1,
    site,
    sent: Date.now(),
    consent: { tier: 'contextual' },
    context: { page_location: '' },
    page: { type: 'other' },
    placements: [{ id: 'check' }],
    seen: [],
  };
  try {
    const answer = await fetch(`${endpoint}/v1/widgets`, {
      method: 'POST',
      body: JSON.stringify(question),
      credentials: 'omit',
    });
    if (answer.ok) return (await answer.json()).off ? 'off' : 'fine';
    return 'refused';
  } catch {
    // A refusal cannot be read by the page, so it is told from silence by a question that needs no permission.
    const isThere = await fetch(`${endpoint}/healthz`, { mode: 'no-cors', credentials: 'omit' }).catch(() => undefined);
    return isThere ? 'refused' : 'unreachable';
  }
}

interface Shift {
  value: number;
  startTime: number;
  sources: { node: Node | null }[];
}

/** Layout shift that shelves caused; undefined where the browser does not tell. */
function watchShift(changed: () => void): { sum: number | undefined; sizes: ResizeObserver } {
  const soonMs = 500;
  const heights = new Map<Element, number>();
  let grewAt = Number.NEGATIVE_INFINITY;
  // What a shelf pushes down is named in the shift, and not the shelf: it counts when a shelf has just grown.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const before = heights.get(target);
      if (before !== undefined && before !== contentRect.height) grewAt = performance.now();
      heights.set(target, contentRect.height);
    }
  });
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return { sum: undefined, sizes };
  const shift = { sum: 0, sizes };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as Shift[]) {
      const isOurs = entry.sources.some(
        ({ node }) => node && ours().some((host) => host.contains(node) || host.shadowRoot?.contains(node)),
      );
      if (!isOurs && Math.abs(entry.startTime - grewAt) > soonMs) continue;
      shift.sum += entry.value;
      changed();
    }
  }).observe({ type: 'layout-shift', buffered: true });
  return shift;
}

/** Violations of the page's policy that concern us, those of before this was here included. */
function watchPolicy(endpoint: string, changed: () => void): Facts['blocked'] {
  const blocked: Facts['blocked'] = [];
  const block = (directive: string, what = '', source = '', sample = '') => {
    if (![what, source].some((url) => url?.startsWith(endpoint)) && !sample?.startsWith('edgewise|')) return;
    blocked.push([directive, what]);
    changed();
  };
  document.addEventListener('securitypolicyviolation', (event) =>
    block(event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample),
  );
  const { ReportingObserver } = window as unknown as {
    ReportingObserver?: new (
      hear: (reports: { body: Record<string, string> }[]) => void,
      options: object,
    ) => { observe(): void };
  };
  if (ReportingObserver) {
    const hear = (reports: { body: Record<string, string> }[]) => {
      for (const { body } of reports) block(body.effectiveDirective!, body.blockedURL, body.sourceFile, body.sample);
    };
    new ReportingObserver(hear, { types: ['csp-violation'], buffered: true }).observe();
  }
  return blocked;
}

/**
 * Gathers what happens on this page for as long as it is there.
 * @param early what the script said before
 * @returns what is known now
 */
export function watchPage(script: Script, early: Report[], changed: () => void): () => Promise<Facts> {
  const { _settings: settings } = script;
  const events: Facts['events'] = [];
  /** Placements that were asked for, those that got no answer, and those that the plan does not have. */
  let asked: string[] = [];
  const failed = new Set<string>();
  const unknown = new Set<string>();
  let answered: Facts['answered'];
  let worker: Facts['worker'] = 'asking';
  // What came behind the first hundred before this was here is not known.
  const isWhole = early.length < 100;

  const hear = (what: Report) => {
    if (what.type === 'event') {
      const { name, t, params = {} } = what.event;
      events.push({ name, t, items: (params.items ?? []) as WireItem[], currency: params.currency! });
    }
    if (what.type === 'answer') answered = [new Date().toLocaleTimeString(), what.status];
    if (what.type === 'send' && what.path === '/v1/widgets')
      asked.push(...(what.body as WidgetsRequest).placements.map(({ id }) => id));
    if (what.type === 'error') for (const id of asked) failed.add(id);
    // A refusal is told as an answer without one, before it is an error.
    const answer = what.type === 'widgets' && (what.answer as WidgetsAnswer | undefined);
    if (!answer) return;
    asked = [];
    for (const { placement, title, fallback } of answer.shelves) {
      failed.delete(placement);
      if (!title && fallback < 0) unknown.add(placement);
    }
  };

  const stateOf = (host: HTMLElement): string => {
    const cards = host.shadowRoot?.querySelectorAll('a[data-item]').length;
    const placement = host.getAttribute('placement')!;
    if (cards) return `${cards} cards`;
    if (unknown.has(placement)) return 'unknown';
    if (failed.has(placement)) return 'failed';
    return host.shadowRoot ? 'empty' : 'waiting';
  };

  early.forEach(hear);
  // What shows shelves did not come: nothing was asked for.
  addEventListener('edgewise:error', ({ target }) => failed.add(`${(target as Element).getAttribute('placement')}`));
  script._on((what) => {
    hear(what);
    changed();
  });
  const blocked = watchPolicy(settings.endpoint, changed);
  const shift = watchShift(changed);
  askWorker(settings).then((said) => {
    worker = said;
    changed();
  });

  return async () => {
    for (const host of ours()) shift.sizes.observe(host);
    const { tier } = script._envelope().consent;
    const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
    const kept = await script
      ._transact(async (store) => {
        const count = store.count(IDBKeyRange.upperBound(Number.POSITIVE_INFINITY));
        const record = await script._readRecord(store);
        return [record, count.result] as const;
      })
      .catch(() => undefined);
    return {
      site: settings.site ?? '',
      endpoint: settings.endpoint,
      origin: location.origin,
      tags: document.querySelectorAll('script[data-site][src*="/ew"]').length,
      consent: { tier, isShops: script._isShopsWord() },
      hasTcf: '__tcfapi' in window,
      isPrivate: !!globalPrivacyControl,
      worker,
      blocked,
      events,
      repeated: repeatedPushes(),
      shelves: ours().map((host) => ({
        placement: host.getAttribute('placement'),
        state: stateOf(host),
        height: host.offsetHeight,
        needs: host.scrollHeight,
      })),
      shift: shift.sum,
      waiting: tier === 'person' ? kept?.[1] : undefined,
      answered,
      isWhole,
      identity: kept && { hasDevice: !!kept[0].d, hasProfile: !!kept[0].c, items: kept[0].s.length },
    };
  };
}

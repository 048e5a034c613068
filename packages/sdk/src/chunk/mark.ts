/**
 * The browser's mark [S36]: a cookie that all host names of the shop on one registrable domain read, where their storage is
 * apart.
 *
 *   edgewise-<site> = <id>.<what joins, sealed by the worker for one of the devices here>
 *
 * The id says whose the browser is: who begins anew on one host makes another, and a host that finds another than its device
 * was made with begins anew, too. No device's id stands in it: two hosts with one id and two counters would give each number
 * twice [W2].
 */
import type { Script } from '../script.ts';

export interface Mark {
  _id: string;
  _sealed?: string | undefined;
}

const FORM = /^([\da-v]{26})(?:\.([\w-]+\.[\w-]{1,480}))?$/;
const YEAR_S = 31_536_000;

/** The registrable domain; empty where no cookie can be had that another host of the shop reads. */
let domain: string | undefined;

const nameOf = (script: Script): string => `edgewise-${script._settings.site}`;

/** `data-hosts`, as links and cookies compare them. */
export const hostsOf = (script: Script): string[] => script._settings.hosts!.toLowerCase().split(/[\s,]+/);

const isUnder = (host: string, parent: string): boolean => `.${host}`.endsWith(`.${parent}`);

/** What this host has in common with others of the shop, shortest first. */
function sharedSuffixes(script: Script): string[] {
  const labels = location.hostname.split('.');
  const others = hostsOf(script)
    .map((host) => host.replace(/:\d+$/, ''))
    .filter((host) => host !== location.hostname);
  return labels
    .map((_, at) => labels.slice(at).join('.'))
    .filter((suffix) => suffix.includes('.') && others.some((host) => isUnder(host, suffix)))
    .reverse();
}

const put = (name: string, value: string, under: string, lastsS: number): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and is not in every browser
  document.cookie = `${name}=${value};domain=${under};path=/;max-age=${lastsS};secure;samesite=lax`;
};

/** Browsers know which domains are registrable and let nobody ask: it is the shortest that takes a cookie. */
function domainOf(script: Script): string {
  domain ??= sharedSuffixes(script).find((suffix) => {
    const probe = `${nameOf(script)}-probe`;
    put(probe, '1', suffix, 60);
    const isTaken = document.cookie.includes(`${probe}=1`);
    put(probe, '', suffix, 0);
    return isTaken;
  });
  domain ??= '';
  return domain;
}

/** At tier `person` alone: to find out leaves a cookie for a moment. */
export function canMark(script: Script): boolean {
  try {
    return !!domainOf(script);
  } catch {
    // A sandboxed page has no cookies.
    return false;
  }
}

export function readMark(script: Script): Mark | undefined {
  const [, found = ''] =
    document.cookie
      .split(/; */)
      .map((pair) => pair.split('='))
      .find(([name]) => name === nameOf(script)) ?? [];
  const [, _id, _sealed] = FORM.exec(found) ?? [];
  return _id ? { _id, _sealed } : undefined;
}

export function writeMark(script: Script, { _id, _sealed }: Mark): void {
  put(nameOf(script), _sealed ? `${_id}.${_sealed}` : _id, domainOf(script), YEAR_S);
}

/** On each domain that it can stand on: below tier `person` nothing is tried out. */
export function dropMark(script: Script): void {
  for (const suffix of sharedSuffixes(script)) put(nameOf(script), '', suffix, 0);
}

/** Whether a host reads the mark of this one. */
export const isMarked = (script: Script, host: string): boolean =>
  !!domain && isUnder(host, domain) && !!readMark(script)?._sealed;

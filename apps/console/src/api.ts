/** The worker's admin API, as the console asks it. Errors are thrown as `ApiFault`, which says what was wrong with what. */

const ROOT = '/admin/v1';

/** `who: got 'value', expected …`, as the worker writes what it refuses. */
const REFUSAL = /^(?<who>[\w.[\]-]{1,80}): (?:got (?<value>.+?), )?expected (?<expected>.+)$/s;

export class ApiFault extends Error {
  override name = 'ApiFault';
  /** Which field or header is wrong, where one is. */
  readonly who: string | undefined;
  readonly value: string | undefined;
  readonly expected: string | undefined;

  constructor(
    /** HTTP's; 0 where no answer came. */
    readonly status: number,
    readonly code: string,
    message: string,
    /** The whole answer, where it says more. */
    readonly body?: unknown,
  ) {
    super(message);
    const { who, value, expected } = REFUSAL.exec(message)?.groups ?? {};
    this.who = who;
    this.value = value;
    this.expected = expected;
  }
}

let word: string | undefined;
let onSignedOut = () => {};

/** What a change carries beside the cookie, so that it is known to come from this page. */
export function setWord(csrf: string | undefined): void {
  word = csrf;
}

/** @param listener called where an answer says that nobody is signed in any more, or somebody else */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Longer than any figure takes; a request that hangs says so. */
const PATIENCE_MS = 30_000;
/** A file takes what the line and the worker take. */
const FILE_PATIENCE_MS = 15 * 60_000;

async function ask(method: string, path: string, more: RequestInit = {}): Promise<Response> {
  const headers = new Headers(more.headers);
  if (word !== undefined && method !== 'GET') headers.set('x-edgewise-csrf', word);
  let answer: Response;
  try {
    answer = await fetch(ROOT + path, {
      ...more,
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(more.body instanceof Blob ? FILE_PATIENCE_MS : PATIENCE_MS),
    });
  } catch (cause) {
    throw new ApiFault(0, 'unreachable', cause instanceof Error ? cause.message : String(cause));
  }
  if (answer.ok) return answer;
  const body: unknown = await answer.json().catch(() => undefined);
  const { code = 'failed', message = '' } =
    (body as { error?: { code?: string; message?: string } } | null)?.error ?? {};
  // A word of another session: somebody signed in anew in another tab.
  if ((answer.status === 401 && path !== '/session') || code === 'csrf') onSignedOut();
  throw new ApiFault(answer.status, code, message || `${answer.status} ${answer.statusText}`, body);
}

/** `come`: the answer, once it is there. */
const ahead = new Map<string, { answer: Promise<unknown>; come?: unknown }>();

/**
 * Asks before anybody wants to know: the first `get` of this path takes the answer. A failure is asked again by it.
 * Settles when there is one or the other, and never rejects.
 */
export async function askAhead(path: string): Promise<void> {
  const asked: { answer: Promise<unknown>; come?: unknown } = { answer: get<unknown>(path) };
  ahead.set(path, asked);
  try {
    asked.come = await asked.answer;
  } catch {
    ahead.delete(path);
  }
}

/** The answer that was asked for ahead and has come, for what would be drawn twice otherwise; taken as by `get`. */
export function takeCome<Answer>(path: string): Answer | undefined {
  const come = ahead.get(path)?.come;
  if (come !== undefined) ahead.delete(path);
  return come as Answer | undefined;
}

/** @param path under `/admin/v1`, with its query */
export async function get<Answer>(path: string): Promise<Answer> {
  const known = ahead.get(path);
  if (known) {
    ahead.delete(path);
    return known.answer as Promise<Answer>;
  }
  return (await (await ask('GET', path)).json()) as Answer;
}

/**
 * @param body sent as JSON; a string or a file is sent as it is
 * @param headers such as `if-match`
 */
export async function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Blob;
  const answer = await ask(method, path, {
    headers: { ...(body !== undefined && { 'content-type': isRaw ? 'text/plain' : 'application/json' }), ...headers },
    ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
  });
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

/** For what is saved as a file. */
export async function getText(path: string): Promise<string> {
  return (await ask('GET', path)).text();
}

/** `?a=1&b=2` of what is set, or nothing. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

/** The worker's admin API from outside: bearer token, retries, and errors in words that an owner can act on. */
import { Failure, UsageError } from './command.ts';

export const DEFAULT_URL = 'http://127.0.0.1:8787';

/** The world, passed in so that tests need neither network nor time. */
export interface World {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  sleep: (ms: number) => Promise<void>;
  /** ms since the epoch. */
  now: () => number;
}

export const REAL_WORLD: World = {
  fetch: (url, init) => fetch(url, init),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  now: Date.now,
};

/** Tries of one request, the first included. */
const MOST_TRIES = 7;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** The worker said no, or could not be reached after all tries. `status` is 0 where there was no answer. */
export class AdminFault extends Failure {
  readonly status: number;
  /** The error's code, as the API names it; empty where there is none. */
  readonly code: string;
  /** The whole answer, where it says more. */
  readonly body: object;
  constructor(status: number, code: string, message: string, body: object = {}) {
    super(message);
    this.name = 'AdminFault';
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

export class AdminClient {
  readonly url: string;
  readonly #token: string;
  readonly #world: World;
  readonly #onPause: (seconds: number, why: string) => void;
  /** Once the worker has answered, a broken connection is worth another try. */
  #answered = false;

  /** @param onPause Told before each wait. @throws UsageError where the URL is none. */
  constructor(url: string, token: string, world: World, onPause: (seconds: number, why: string) => void = () => {}) {
    if (!/^https?:\/\/[^/]/.test(url)) throw new UsageError(`--url is '${url}', expected http://… or https://…`);
    this.url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#world = world;
    this.#onPause = onPause;
  }

  /** @throws AdminFault */
  get(path: string): Promise<unknown> {
    return this.#ask('GET', path);
  }

  /** The answer's bytes. @throws AdminFault */
  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#answer('GET', path)).arrayBuffer());
  }

  /**
   * Sends NDJSON or nothing. 429 and 503 are tried again, after what Retry-After says or twice as long each time.
   * @param key Names the request, so that a worker that got it twice can know.
   * @param match ETag of what it is about, so that nobody else's change is written over. @throws AdminFault
   */
  post(path: string, body?: string, key?: string, match?: string): Promise<unknown> {
    return this.#ask('POST', path, body, key, match);
  }

  /** Replaces a document; `key` and `match` as of `post`. @throws AdminFault */
  put(path: string, body: string, key?: string, match?: string): Promise<unknown> {
    return this.#ask('PUT', path, body, key, match);
  }

  /** Changes some fields. @throws AdminFault */
  patch(path: string, body: string): Promise<unknown> {
    return this.#ask('PATCH', path, body);
  }

  async #ask(method: string, path: string, body?: string, key?: string, match?: string): Promise<unknown> {
    return (await this.#answer(method, path, body, key, match)).json();
  }

  async #answer(method: string, path: string, body?: string, key?: string, match?: string): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}` };
    if (body !== undefined) headers['content-type'] = 'application/x-ndjson';
    if (key !== undefined) headers['idempotency-key'] = key;
    if (match !== undefined) headers['if-match'] = match;
    for (let tried = 1; ; tried++) {
      const response = await this.#try(path, { method, headers, ...(body !== undefined && { body }) });
      const more = tried < MOST_TRIES;
      if (response?.ok) return response;
      if (response && !(await isPassing(response))) throw await faultOf(response, this.url);
      if (!more) throw response ? await faultOf(response, this.url) : unreachable(this.url);
      const pause = retryAfterMs(response, this.#world.now()) ?? FIRST_PAUSE_MS * 2 ** (tried - 1);
      const ms = Math.min(pause, LONGEST_PAUSE_MS);
      this.#onPause(ms / 1000, response ? `the worker answered ${response.status}` : 'the connection broke');
      await this.#world.sleep(ms);
    }
  }

  /** Undefined where a connection broke that worked before. */
  async #try(path: string, init: RequestInit): Promise<Response | undefined> {
    try {
      const response = await this.#world.fetch(this.url + path, init);
      this.#answered = true;
      return response;
    } catch {
      if (!this.#answered) throw unreachable(this.url);
      return undefined;
    }
  }
}

const unreachable = (url: string) =>
  new AdminFault(0, '', `no worker answers at ${url}: start it (npm start), or name its address with --url`);

/** Whether waiting can help. A worker without its token also answers 503, and never gets better. */
async function isPassing(response: Response): Promise<boolean> {
  if (response.status === 429) return true;
  return response.status === 503 && (await errorOf(response)).code !== 'no_token';
}

async function faultOf(response: Response, url: string): Promise<AdminFault> {
  const { code, message, request, body } = await errorOf(response);
  const mend: Record<string, string> = {
    token:
      'the worker does not take this token: give the one of its EDGEWISE_ADMIN_TOKEN with --token or in the environment',
    no_site: `${message}: name one that is there with --site, or create it first`,
    no_token:
      'the worker has no admin token: set its secret EDGEWISE_ADMIN_TOKEN (32 characters or more) and deploy again',
  };
  const broke = response.status >= 500 ? `; wrangler tail tells more of request ${request}` : '';
  const said = mend[code] ?? (message ? message + broke : `${url} answered ${response.status}`);
  return new AdminFault(response.status, code, said, body);
}

/** The error an answer states, empty where it states none. Leaves the answer's body unread. */
async function errorOf(response: Response): Promise<{ code: string; message: string; request: string; body: object }> {
  try {
    const body = (await response.clone().json()) as {
      error?: { code?: unknown; message?: unknown };
      request?: unknown;
    };
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    return { code: text(body.error?.code), message: text(body.error?.message), request: text(body.request), body };
  } catch {
    return { code: '', message: '', request: '', body: {} };
  }
}

/** Retry-After as seconds or as a date (RFC 9110, 10.2.3), in ms from now. */
function retryAfterMs(response: Response | undefined, now: number): number | undefined {
  const stated = response?.headers.get('retry-after');
  if (!stated) return undefined;
  const ms = /^\d+$/.test(stated) ? 1000 * Number(stated) : Date.parse(stated) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

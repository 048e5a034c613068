/**
 * A worker that misbehaves on demand: it serves the script, checks what arrives with the wire's own parser, and settles
 * numbers as the real one does.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  CollectAnswer,
  PersonBatch,
  WidgetsAnswer,
  WidgetsRequest,
  WireBatch,
  WireCard,
  WireClaim,
  WireEvent,
  WireShelf,
} from '@edgewise/protocol/events';
import { parseBatch, parseWidgets } from '@edgewise/protocol/parse';

/** What happens to the next requests, one each; then all is well. */
export type Mishap =
  /** Refused by status, with Retry-After, in seconds or as a date, where it is given. */
  | { status: number; retryAfter?: number | string; body?: object }
  /** Stored, and the answer lost. */
  | 'lose'
  /** Cut before anything was read. */
  | 'cut'
  /** Cut in the middle of the request. */
  | 'cut in the request'
  /** Stored, and cut in the middle of the answer. */
  | 'cut in the answer'
  /** Never answered. */
  | 'hang';

interface Device {
  /** Each of 1…upTo is settled. */
  upTo: number;
  settled: Set<number>;
}

export interface Arrival extends WireEvent {
  device?: string;
  tier: string;
}

const threeCards = (placement: string): string => {
  const card = (i: number) => `<li><a part="link" data-item="${placement}-${i}" href="/p/${i}">card ${i}</a></li>`;
  return `<h2>${placement}</h2><ul>${[1, 2, 3].map(card).join('')}</ul>`;
};

const oneCard = (placement: string): WireCard => ({
  item_id: `${placement}-1`,
  title: `A ${placement}`,
  url: 'https://shop.example/p/1',
  price: 12.5,
  currency: 'GBP',
  strategy: 'trending',
  reason: 'Popular now',
  index: 0,
});

export class Collector {
  origin = '';
  /** Bodies of `POST /v1/collect` that were read, repeats included. */
  batches: WireBatch[] = [];
  /** Events by their effect: a repeat changes nothing. */
  events: Arrival[] = [];
  /** Repeats of events that had arrived before. */
  repeats = 0;
  /** Devices that are over, and the tiers that their shoppers fell to. */
  withdrawn: [device: string, to: string][] = [];
  widgets: WidgetsRequest[] = [];
  /** What the wire's parser said against a request. */
  faults: string[] = [];
  /** Bytes of each request but those for scripts. */
  wireBytes: number[] = [];
  /** Cookies that came along. */
  cookies: string[] = [];
  mishaps: { collect: Mishap[]; widgets: Mishap[] } = { collect: [], widgets: [] };
  /** Origin of a shop's page → what befalls its next batches. They come before those that befall anybody. */
  mishapsFrom = new Map<string, Mishap[]>();
  /**
   * Devices whose requests never get here, and until when by their own clock: a page that is being closed outlives the
   * browser's own offline switch.
   */
  unreachable = new Map<string, number>();
  /** Cards of each shelf. */
  shelf = threeCards;
  /** What the answer says of a shelf besides. */
  told: (placement: string) => Partial<WireShelf> = () => ({});
  /** Whether the plan has a placement. */
  isKnown = (_placement: string): boolean => true;
  css = 'ul{margin:0}li{height:2rem}';
  capsules = 0;
  /** Claims that arrived, and who made them. */
  claims: { device: string; claim: WireClaim }[] = [];
  /** What becomes of a claim. */
  judge = ({ claim }: PersonBatch): Partial<CollectAnswer> => ({
    claim: { state: claim!.token || claim!.link ? 'joined' : 'labelled' },
  });
  /** Devices that were erased. */
  over = new Set<string>();
  /** Device → the key of its rights. The first one stays. */
  keys = new Map<string, string>();
  /** Requests to `/v1/me`: method, address, authorization. */
  asked: { method: string; url: string; authorization: string }[] = [];
  /** Answers of `GET /v1/me`, one after the other; a number is a status. Without any it is one that holds nothing. */
  pages: (object | number)[] = [];

  /** Told whenever something arrived. */
  readonly #watchers = new Set<() => void>();
  readonly #devices = new Map<string, Device>();
  readonly #batchIds = new Set<string>();
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });
  /** By path. */
  #files: Record<string, string> = {};
  /** Scripts that were asked for. */
  loaded: string[] = [];

  /** @param as the script's own name */
  serve({ script, chunks }: { script: string; chunks: Record<string, string> }, as = 'ew.js'): void {
    for (const [name, text] of Object.entries({ [as]: script, ...chunks })) this.#files[`/${name}`] = text;
  }

  async start(release: { script: string; chunks: Record<string, string> }): Promise<void> {
    this.serve(release);
    // Browsers repeat a request by themselves where a connection that served another one before is cut.
    this.#server.maxRequestsPerSocket = 1;
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Everything as new, for the next test. */
  reset(): void {
    this.batches = [];
    this.events = [];
    this.repeats = 0;
    this.widgets = [];
    this.withdrawn = [];
    this.loaded = [];
    this.faults = [];
    this.cookies = [];
    this.wireBytes = [];
    this.mishaps = { collect: [], widgets: [] };
    this.mishapsFrom.clear();
    this.shelf = threeCards;
    this.told = () => ({});
    this.isKnown = () => true;
    this.claims = [];
    this.judge = ({ claim }) => ({
      claim: { state: claim!.token || claim!.link || claim!.browser ? 'joined' : 'labelled' },
    });
    this.over.clear();
    this.keys.clear();
    this.asked = [];
    this.pages = [];
    this.unreachable.clear();
    this.#devices.clear();
    this.#batchIds.clear();
  }

  /** Settles when what arrived fulfils a condition: nothing is polled. */
  async until(condition: () => boolean, deadlineMs = 60_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const over = (settle: () => void): void => {
        clearTimeout(deadline);
        this.#watchers.delete(look);
        settle();
      };
      const look = (): void => {
        if (condition()) over(resolve);
      };
      const deadline = setTimeout(() => over(() => reject(new Error(`still not so: ${condition}`))), deadlineMs);
      this.#watchers.add(look);
    });
  }

  named(name: string): Arrival[] {
    return this.events.filter((event) => event.name === name);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.origin).pathname;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-expose-headers', 'retry-after');
    if (request.headers.cookie) this.cookies.push(request.headers.cookie);
    const file = this.#files[path];
    if (file) {
      this.loaded.push(path);
      response.setHeader('content-type', 'text/javascript');
      response.end(file);
      return;
    }
    if (path === '/v1/me') {
      const { method = '', url = '', headers } = request;
      response.setHeader('access-control-allow-methods', 'GET, DELETE');
      response.setHeader('access-control-allow-headers', 'authorization');
      if (method !== 'OPTIONS') this.asked.push({ method, url, authorization: headers.authorization ?? '' });
      const page = method === 'GET' && this.pages.shift();
      if (typeof page === 'number') response.statusCode = page;
      response.end(
        page ? JSON.stringify(page) : method === 'DELETE' ? '{"v":1,"receipt":"r1"}' : '{"v":1,"scope":"device"}',
      );
      return;
    }
    const isCollect = path === '/v1/collect';
    const own = isCollect ? this.mishapsFrom.get(request.headers.origin ?? '')?.shift() : undefined;
    const mishap = own ?? this.mishaps[isCollect ? 'collect' : 'widgets'].shift();
    if (mishap === 'cut') {
      request.socket.destroy();
      return;
    }
    if (mishap === 'cut in the request') {
      request.once('data', () => request.socket.destroy());
      return;
    }
    const body = await read(request);
    // One request a connection: all that came on it, headers included.
    this.wireBytes.push(request.socket.bytesRead);
    const { device = '', sent = 0 } = (body ?? {}) as { device?: string; sent?: number };
    if (sent < (this.unreachable.get(device) ?? 0)) {
      request.socket.destroy();
      return;
    }
    if (typeof mishap === 'object') {
      if (mishap.retryAfter !== undefined) response.setHeader('retry-after', String(mishap.retryAfter));
      response.statusCode = mishap.status;
      response.end(JSON.stringify(mishap.body ?? {}));
      return;
    }
    if (request.headers['content-type'] !== 'text/plain;charset=UTF-8') {
      this.faults.push(`content-type: ${request.headers['content-type']}`);
    }
    const answer = isCollect ? this.#collect(body as WireBatch) : this.#shelves(body as WidgetsRequest);
    for (const look of this.#watchers) look();
    const text = JSON.stringify(answer);
    if (mishap === 'cut in the answer') {
      response.writeHead(200, { 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
    } else if (mishap === 'lose') request.socket.destroy();
    else if (mishap !== 'hang') response.end(text);
  }

  #collect(batch: WireBatch): CollectAnswer {
    this.batches.push(batch);
    try {
      const { refused } = parseBatch(batch, Date.now(), 'GBP');
      for (const { n, reason } of refused) this.faults.push(`event ${n}: ${reason}`);
    } catch (error) {
      this.faults.push(String(error));
    }
    const { tier } = batch.consent;
    if (!('device' in batch)) {
      if (this.#batchIds.has(batch.batch)) this.repeats += batch.events.length;
      else this.events.push(...batch.events.map((event) => ({ ...event, tier })));
      this.#batchIds.add(batch.batch);
      return { v: 1 };
    }
    // As by the worker, told again it changes nothing.
    if (batch.withdrawn && !this.withdrawn.some(([device]) => device === batch.device)) {
      this.withdrawn.push([batch.device, batch.withdrawn]);
    }
    if (this.over.has(batch.device)) return { v: 1, ack: Math.max(...batch.events.map(({ n }) => n)), reset: true };
    const device = this.#devices.get(batch.device) ?? { upTo: 0, settled: new Set<number>() };
    this.#devices.set(batch.device, device);
    for (const [from, to] of batch.void ?? []) for (let n = from; n <= to; n++) device.settled.add(n);
    for (const event of batch.events) {
      if (device.settled.has(event.n) || event.n <= device.upTo) this.repeats++;
      else this.events.push({ ...event, device: batch.device, tier });
      device.settled.add(event.n);
    }
    while (device.settled.delete(device.upTo + 1)) device.upTo++;
    this.capsules++;
    if (batch.proof_key) this.keys.set(batch.device, this.keys.get(batch.device) ?? batch.proof_key);
    if (batch.claim) this.claims.push({ device: batch.device, claim: batch.claim });
    const judged = batch.claim ? this.judge(batch) : {};
    if (judged.reset) return { v: 1, ack: device.upTo, ...judged };
    return {
      v: 1,
      ...judged,
      ack: device.upTo,
      route: `route-${batch.device.slice(0, 8)}`,
      ...(batch.hand_off === true && { link: `link-of-${batch.device}` }),
      ...(batch.hand_off === 'browser' && { browser: `k1.mark-of-${batch.device}-${this.capsules}` }),
      capsule: `capsule-${this.capsules}`,
    };
  }

  #html(placement: string, format: WidgetsRequest['format']): string {
    if (format === 'json') return '';
    const html = this.shelf(placement);
    return format === 'dsd' ? `<template shadowrootmode="open"><style></style>${html}</template>` : html;
  }

  #shelves(request: WidgetsRequest): WidgetsAnswer {
    this.widgets.push(request);
    try {
      parseWidgets(request);
    } catch (error) {
      this.faults.push(String(error));
    }
    return {
      v: 1,
      request: 'r',
      plan: 'p',
      model: 'm',
      catalogue: 'c',
      css: this.css,
      shelves: request.placements.map(({ id }) => ({
        placement: id,
        title: this.isKnown(id) ? id : '',
        html: this.#html(id, request.format),
        items: [],
        fallback: this.isKnown(id) ? 0 : -1,
        ...(request.format === 'json' && { cards: [oneCard(id)] }),
        ...this.told(id),
      })),
    };
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text || 'null');
}

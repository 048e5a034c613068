/** The ways an alert leaves the worker: webhook, Slack, Telegram, e-mail by a provider's HTTP API or by SMTP. One port for all. */
import { complaintOfHost, complaintOfUrl } from './judge.ts';
import { type Duplex, sendMail } from './smtp.ts';

export type Channel =
  | { kind: 'webhook'; url: string; secret?: string }
  | { kind: 'slack'; url: string }
  | { kind: 'telegram'; token: string; chat: string }
  /** A provider that takes JSON of `from, to, subject, text`, as Resend, Postmark-likes and many do. */
  | { kind: 'mail-http'; url: string; authorization: string; from: string; to: string }
  | { kind: 'smtp'; host: string; port: number; user: string; password: string; from: string; to: string };

export interface Notice {
  site: string;
  rule: string;
  what: 'started' | 'recovered' | 'test';
  words: string;
  /** ms since the epoch. */
  since: number;
  /** Names the notice, so that a receiver can drop one that came twice. */
  id: string;
  curve: string;
}

/** The world outside, and what may be called of it; tests bring their own. */
export interface Outside {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  connect: (host: string, port: number) => Duplex;
  complaintOfUrl: (url: string) => string | undefined;
  complaintOfHost: (host: string) => string | undefined;
}

export const JUDGED = { complaintOfUrl, complaintOfHost };
const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 3;
const MOST_ANSWER_BYTES = 16 * 1024;
const TELEGRAM = 'https://api.telegram.org';
/** Submission with TLS from the first byte (RFC 8314). */
const SMTP_PORTS = [465, 2465];

const SIGNS = { started: '🔴', recovered: '🟢', test: '🔵' } as const;

const textOf = ({ site, rule, what, words, curve }: Notice): string =>
  `${SIGNS[what]} ${site}: ${rule}${what === 'recovered' ? ' is over' : ''}\n${words}\n${curve}`;

/** Why a channel cannot be used, or undefined. Judged when it is saved and when it is used [T4]. */
export function complaintOfChannel(
  channel: Channel,
  outside: Pick<Outside, 'complaintOfUrl' | 'complaintOfHost'> = JUDGED,
) {
  if (channel.kind === 'telegram') {
    return /^\d+:[A-Za-z0-9_-]{20,}$/.test(channel.token) ? undefined : 'token: is no bot token';
  }
  if (channel.kind === 'smtp') {
    if (!SMTP_PORTS.includes(channel.port)) return `port: got ${channel.port}, expected ${SMTP_PORTS.join(' or ')}`;
    return outside.complaintOfHost(channel.host) ?? complaintOfAddresses(channel);
  }
  return (
    outside.complaintOfUrl(channel.url) ?? (channel.kind === 'mail-http' ? complaintOfAddresses(channel) : undefined)
  );
}

function complaintOfAddresses({ from, to }: { from: string; to: string }): string | undefined {
  // Narrower than RFC 5321: nothing that could end a command or a header.
  const bad = [from, to].find(
    (address) => !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}$/.test(address),
  );
  return bad === undefined ? undefined : `address: got '${bad.slice(0, 60)}', expected name@host`;
}

/** @throws Error that says which channel failed and how; never with what is secret */
export async function deliver(channel: Channel, notice: Notice, outside: Outside): Promise<void> {
  const complaint = complaintOfChannel(channel, outside);
  if (complaint) throw new Error(`${channel.kind}: ${complaint}`);
  const text = textOf(notice);
  switch (channel.kind) {
    case 'webhook': {
      const body = JSON.stringify({ v: 1, ...notice });
      const signature = channel.secret && (await signed(channel.secret, body));
      return post(channel.kind, channel.url, body, outside, signature ? { 'edgewise-signature': signature } : {});
    }
    case 'slack':
      // Slack's three characters; so no word of a shopper's becomes a link or a mention.
      return post(channel.kind, channel.url, JSON.stringify({ text: escaped(text) }), outside);
    case 'telegram':
      return post(
        channel.kind,
        `${TELEGRAM}/bot${channel.token}/sendMessage`,
        JSON.stringify({ chat_id: channel.chat, text, link_preview_options: { is_disabled: true } }),
        outside,
      );
    case 'mail-http': {
      const { from, to, url, authorization } = channel;
      const body = JSON.stringify({ from, to, subject: subjectOf(notice), text });
      return post(channel.kind, url, body, outside, { authorization, 'idempotency-key': notice.id });
    }
    case 'smtp':
      return withTimeout(
        sendMail(() => outside.connect(channel.host, channel.port), channel, {
          subject: subjectOf(notice),
          text,
          id: notice.id,
        }),
      );
  }
}

const subjectOf = ({ site, rule, what }: Notice): string =>
  `${site}: ${rule}${what === 'recovered' ? ' is over' : ''}`.replaceAll(/[\r\n]/g, ' ').slice(0, 150);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `sha256=` and HMAC-SHA256 of the body in hex, as many receivers know it. */
async function signed(secret: string, body: string): Promise<string> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(body)));
  return `sha256=${[...mac].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function post(
  kind: string,
  first: string,
  body: string,
  outside: Outside,
  headers: Record<string, string> = {},
): Promise<void> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await outside.fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await drain(response);
    if (response.status >= 200 && response.status < 300) return;
    // Others would turn the request into a GET.
    const next = response.status === 307 || response.status === 308 ? response.headers.get('location') : null;
    if (next === null) throw new Error(`${kind}: answered ${response.status}`);
    const target = new URL(next, url);
    // A secret goes to where it was meant to go.
    if (target.origin !== new URL(first).origin) throw new Error(`${kind}: sends on to another host`);
    const complaint = outside.complaintOfUrl(target.href);
    if (complaint) throw new Error(`${kind}: sends on to what may not be called: ${complaint}`);
    url = target.href;
  }
  throw new Error(`${kind}: sends on more than ${MOST_REDIRECTS} times`);
}

/** Reads a little of the answer and lets go of the rest. */
async function drain(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  for (let bytes = 0; reader && bytes < MOST_ANSWER_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
  }
  await reader?.cancel();
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`smtp: took longer than ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

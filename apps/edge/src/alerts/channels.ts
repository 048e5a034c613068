/** The ways an alert leaves the worker: webhook, Slack, Telegram, e-mail by a provider's HTTP API or by SMTP. One port for all. */
import { complaintOfHost, complaintOfUrl } from './judge.ts';
import { post, Refused, TIMEOUT_MS } from './post.ts';
import { type Duplex, type Mail, sendMail } from './smtp.ts';

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

/** The curve as a picture. */
export interface Picture {
  png: Uint8Array<ArrayBuffer>;
  /** What it shows, for whoever does not see it. */
  alt: string;
  /** Where it may be fetched without signing in, until then (ms since the epoch); missing where the worker has no public address. */
  link?: { url: string; expires: number };
}

/** The world outside, and what may be called of it; tests bring their own. */
export interface Outside {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  connect: (host: string, port: number) => Duplex;
  complaintOfUrl: (url: string) => string | undefined;
  complaintOfHost: (host: string) => string | undefined;
}

export const JUDGED = { complaintOfUrl, complaintOfHost };
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

/**
 * Sends a notice with its picture or, where a receiver refuses that, without: the curve is in the text as well.
 * @throws Error that says which channel failed and how; never with what is secret
 */
export async function deliver(channel: Channel, notice: Notice, outside: Outside, picture?: Picture): Promise<void> {
  const complaint = complaintOfChannel(channel, outside);
  if (complaint) throw new Error(`${channel.kind}: ${complaint}`);
  try {
    await send(channel, notice, outside, picture);
  } catch (cause) {
    if (!picture || !(cause instanceof Refused) || !cause.isOfContent) throw cause;
    await send(channel, notice, outside);
  }
}

async function send(channel: Channel, notice: Notice, outside: Outside, picture?: Picture): Promise<void> {
  const text = textOf(notice);
  switch (channel.kind) {
    case 'webhook': {
      const shown = picture && { picture: { alt: picture.alt, ...picture.link } };
      const body = JSON.stringify({ v: 1, ...notice, ...shown });
      const signature = channel.secret && (await signed(channel.secret, body));
      return post(channel.kind, channel.url, body, outside, signature ? { 'edgewise-signature': signature } : {});
    }
    case 'slack': {
      // Slack's three characters; so no word of a shopper's becomes a link or a mention. The blocks' texts are plain.
      const blocks = picture?.link && {
        blocks: [
          { type: 'section', text: { type: 'plain_text', text: text.slice(0, 3_000), emoji: false } },
          { type: 'image', image_url: picture.link.url, alt_text: picture.alt.slice(0, 2_000) },
        ],
      };
      return post(channel.kind, channel.url, JSON.stringify({ text: escaped(text), ...blocks }), outside);
    }
    case 'telegram': {
      const bot = `${TELEGRAM}/bot${channel.token}`;
      if (!picture) {
        const message = { chat_id: channel.chat, text, link_preview_options: { is_disabled: true } };
        return post(channel.kind, `${bot}/sendMessage`, JSON.stringify(message), outside);
      }
      const form = new FormData();
      form.set('chat_id', channel.chat);
      form.set('caption', text.slice(0, LONGEST_CAPTION));
      form.set('photo', fileOf(picture), PICTURE_NAME);
      return post(channel.kind, `${bot}/sendPhoto`, form, outside);
    }
    case 'mail-http': {
      const { from, to, url, authorization } = channel;
      const { subject, html, inline } = mailOf(notice, picture);
      const attachments = inline && [
        { filename: PICTURE_NAME, content: inline.base64, content_type: 'image/png', content_id: inline.id },
      ];
      const body = JSON.stringify({ from, to, subject, text, ...(attachments && { html, attachments }) });
      // A second try without the picture is another message to the provider.
      const key = `${notice.id}${attachments ? '.picture' : ''}`;
      return post(channel.kind, url, body, outside, { authorization, 'idempotency-key': key });
    }
    case 'smtp': {
      const { host, port } = channel;
      return withTimeout(sendMail(() => outside.connect(host, port), channel, mailOf(notice, picture)));
    }
  }
}

const PICTURE_NAME = 'curve.png';
/** Of Telegram's captions, in UTF-16 units. */
const LONGEST_CAPTION = 1_024;

const fileOf = ({ png }: Picture): Blob => new Blob([png], { type: 'image/png' });

function mailOf(notice: Notice, picture: Picture | undefined): Mail {
  const mail = { id: notice.id, subject: subjectOf(notice), text: textOf(notice) };
  if (!picture) return mail;
  const id = `curve.${notice.id}@edgewise`;
  const [first = '', ...lines] = escaped(mail.text).split('\n');
  const html = `<p><strong>${first}</strong></p>${lines.map((line) => `<p>${line}</p>`).join('')}<p><img src="cid:${id}" alt="${escaped(picture.alt).replaceAll('"', '&quot;')}" width="720" height="360" style="max-width:100%;height:auto"></p>`;
  let binary = '';
  for (const byte of picture.png) binary += String.fromCharCode(byte);
  return { ...mail, html, inline: { id, name: PICTURE_NAME, type: 'image/png', base64: btoa(binary) } };
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

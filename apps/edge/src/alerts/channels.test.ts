/** Each channel against a peer that speaks its protocol, over a loopback of streams and requests. */

import { Raster } from '@edgewise/core/insight/curve/raster';
import { describe, expect, it } from 'vitest';
import {
  type Channel,
  complaintOfChannel,
  deliver,
  JUDGED,
  type Notice,
  type Outside,
  type Picture,
} from './channels.ts';
import { pngOf } from './png.ts';
import type { Duplex } from './smtp.ts';

const notice: Notice = {
  id: 'notice-1',
  site: 'acme',
  rule: 'Checkouts',
  what: 'started',
  words: 'checkouts down 62%, only where device is <phone>, since 14:05',
  since: 1_700_000_000_000,
  curve: '▁▇',
};

const picture: Picture = {
  png: await pngOf(new Raster(3, 2, 0x1d4fbf)),
  alt: 'Curve of checkouts: "13" at the end, where 24 to 64 were expected.',
  link: { url: 'https://edge.example/alerts/v1/acme/k1.token.png', expires: 1_700_600_000_000 },
};

interface Got {
  url: string;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
  form?: FormData;
}

function httpPeer(answers: (url: string, body: Record<string, unknown>) => Response = () => new Response('ok')) {
  const got: Got[] = [];
  const outside: Outside = {
    ...JUDGED,
    connect: () => {
      throw new Error('no socket was asked for');
    },
    fetch: async (url, init) => {
      const request = new Request(url, init);
      expect(request.redirect).toBe('manual');
      const { headers } = request;
      if (headers.get('content-type')?.startsWith('multipart/form-data')) {
        const form = await request.formData();
        got.push({ url, headers, body: {}, text: '', form });
        return answers(url, {});
      }
      const text = await request.text();
      const body = JSON.parse(text) as Record<string, unknown>;
      got.push({ url, headers, body, text });
      return answers(url, body);
    },
  };
  return { outside, got };
}

/** An SMTP server as RFC 5321 has it: a reply for each command, and what it was told. */
function smtpPeer(refuse?: { command: string; reply: string }) {
  const said: string[] = [];
  let data: string[] | undefined;
  const connect = (): Duplex => {
    const up = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 10 });
    const down = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 10 });
    const writer = down.writable.getWriter();
    const answer = (line: string) => writer.write(new TextEncoder().encode(`${line}\r\n`));
    const serve = async () => {
      await answer('220-mail.example\r\n220 ready');
      let buffer = '';
      let inData = false;
      for await (const chunk of up.readable as unknown as AsyncIterable<Uint8Array>) {
        buffer += new TextDecoder().decode(chunk);
        for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
          const line = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (inData) {
            if (line !== '.') {
              data!.push(line);
              continue;
            }
            inData = false;
            await answer('250 taken');
            continue;
          }
          said.push(line);
          const command = line.split(/[ :]/)[0]!;
          if (refuse && line.startsWith(refuse.command)) await answer(refuse.reply);
          else if (command === 'EHLO') await answer('250-mail.example\r\n250 AUTH PLAIN');
          else if (command === 'AUTH') await answer('235 welcome');
          else if (command === 'DATA') {
            inData = true;
            data = [];
            await answer('354 go on');
          } else if (command === 'QUIT') return;
          else await answer('250 ok');
        }
      }
    };
    void serve().catch(() => {});
    return { readable: down.readable, writable: up.writable, close: async () => {} };
  };
  return { connect, said, mail: () => data };
}

const mailHttp: Channel = {
  kind: 'mail-http',
  url: 'https://api.mail.com/send',
  authorization: 'Bearer k',
  from: 'a@acme.com',
  to: 'b@acme.com',
};

describe('channels', () => {
  it('webhook: the notice as JSON, signed, once nameable', async () => {
    const { outside, got } = httpPeer();
    await deliver({ kind: 'webhook', url: 'https://ops.acme.com/alert', secret: 's3' }, notice, outside);
    expect(got[0]!.body).toEqual({ v: 1, ...notice });
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode('s3'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    const mac = Uint8Array.from(got[0]!.headers.get('edgewise-signature')!.slice(7).match(/../g)!, (pair) =>
      Number.parseInt(pair, 16),
    );
    expect(await crypto.subtle.verify('HMAC', key, mac, new TextEncoder().encode(got[0]!.text))).toBe(true);
  });

  it('Slack: a text in which no word becomes markup; Telegram: to its chat', async () => {
    const { outside, got } = httpPeer();
    await deliver({ kind: 'slack', url: 'https://hooks.slack.com/services/T/B/X' }, notice, outside);
    expect(got[0]!.body.text).toContain('&lt;phone&gt;');
    await deliver(
      { kind: 'telegram', token: `1:${'a'.repeat(30)}`, chat: '42' },
      { ...notice, what: 'recovered' },
      outside,
    );
    expect(got[1]).toMatchObject({
      url: `https://api.telegram.org/bot1:${'a'.repeat(30)}/sendMessage`,
      body: { chat_id: '42', text: expect.stringContaining('Checkouts is over') },
    });
  });

  it('e-mail by a provider, with a key that makes a second delivery none', async () => {
    const { outside, got } = httpPeer();
    await deliver(mailHttp, notice, outside);
    expect(got[0]!.headers.get('idempotency-key')).toBe('notice-1');
    expect(got[0]!.body).toMatchObject({ from: 'a@acme.com', to: 'b@acme.com', subject: 'acme: Checkouts' });
  });

  const smtp: Channel = {
    kind: 'smtp',
    host: 'smtp.mail.com',
    port: 465,
    user: 'u',
    password: 'p',
    from: 'a@acme.com',
    to: 'b@acme.com',
  };

  it('e-mail by SMTP: the whole dialogue, and a body that says what happened', async () => {
    const peer = smtpPeer();
    await deliver(smtp, notice, { ...httpPeer().outside, connect: peer.connect });
    expect(peer.said.slice(0, 5)).toEqual([
      'EHLO edgewise',
      `AUTH PLAIN ${btoa('\0u\0p')}`,
      'MAIL FROM:<a@acme.com>',
      'RCPT TO:<b@acme.com>',
      'DATA',
    ]);
    const mail = peer.mail()!;
    const body = mail.slice(mail.indexOf('') + 1).join('');
    const text = new TextDecoder().decode(Uint8Array.from(atob(body), (c) => c.charCodeAt(0)));
    expect(text).toContain(notice.words);
    expect(mail.every((line) => line.length <= 200)).toBe(true);
  });

  it('e-mail by SMTP carries the picture inside, with the words beside it and in its place', async () => {
    const peer = smtpPeer();
    await deliver(smtp, notice, { ...httpPeer().outside, connect: peer.connect }, picture);
    const mail = peer.mail()!;
    const related = /^Content-Type: multipart\/related; .*boundary="([^"]+)"$/m.exec(mail.join('\n'))![1]!;
    const either = /^Content-Type: multipart\/alternative; boundary="([^"]+)"$/m.exec(mail.join('\n'))![1]!;
    const partsOf = (text: string, mark: string) => text.split(`--${mark}`).slice(1, -1);
    const decoded = (part: string) => {
      const base64 = part.slice(part.indexOf('\n\n')).replaceAll('\n', '');
      return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    };
    const [words, image] = partsOf(mail.join('\n'), related);
    const [plain, html] = partsOf(words!, either).map((part) => new TextDecoder().decode(decoded(part.trim())));
    expect(plain).toContain(notice.words);
    expect(html).toContain('&lt;phone&gt;');
    expect(html).toContain('alt="Curve of checkouts: &quot;13&quot; at the end');
    const id = /src="cid:([^"]+)"/.exec(html!)![1]!;
    expect(image).toContain(`Content-ID: <${id}>`);
    expect(decoded(image!.trim())).toEqual(picture.png);
    expect(mail.every((line) => line.length <= 200)).toBe(true);
  });

  it('the picture goes along to each receiver in its own way, with words for who does not see it', async () => {
    const { outside, got } = httpPeer();
    await deliver({ kind: 'webhook', url: 'https://ops.acme.com/a' }, notice, outside, picture);
    expect(got[0]!.body.picture).toEqual({ alt: picture.alt, ...picture.link });
    await deliver({ kind: 'slack', url: 'https://hooks.slack.com/services/T/B/X' }, notice, outside, picture);
    expect(got[1]!.body).toMatchObject({
      text: expect.stringContaining('▁▇'),
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: expect.stringContaining(notice.words) } },
        { type: 'image', image_url: picture.link!.url, alt_text: picture.alt },
      ],
    });
    await deliver({ kind: 'telegram', token: `1:${'a'.repeat(30)}`, chat: '42' }, notice, outside, picture);
    expect(got[2]!.url).toMatch(/\/sendPhoto$/);
    expect(got[2]!.form!.get('caption')).toContain(notice.words);
    const photo = got[2]!.form!.get('photo') as unknown as File;
    expect(new Uint8Array(await photo.arrayBuffer())).toEqual(picture.png);
    await deliver(mailHttp, notice, outside, picture);
    const [attached] = got[3]!.body.attachments as { content: string; content_id: string }[];
    expect(Uint8Array.from(atob(attached!.content), (c) => c.charCodeAt(0))).toEqual(picture.png);
    expect(got[3]!.body.html).toContain(`cid:${attached!.content_id}`);
  });

  it('a receiver that refuses the picture gets the words and their curve; one that is down is not asked twice', async () => {
    const noPictures = httpPeer((url, body) =>
      'blocks' in body || 'attachments' in body || url.endsWith('/sendPhoto')
        ? new Response('invalid_blocks', { status: 400 })
        : new Response('ok'),
    );
    for (const channel of [
      { kind: 'slack', url: 'https://hooks.slack.com/services/T/B/X' },
      { kind: 'telegram', token: `1:${'a'.repeat(30)}`, chat: '42' },
      mailHttp,
    ] as Channel[]) {
      noPictures.got.length = 0;
      await deliver(channel, notice, noPictures.outside, picture);
      expect(noPictures.got).toHaveLength(2);
      expect(noPictures.got[1]!.text).toContain('▁▇');
    }
    const down = httpPeer(() => new Response('', { status: 503 }));
    await expect(deliver(mailHttp, notice, down.outside, picture)).rejects.toThrow('answered 503');
    expect(down.got).toHaveLength(1);
  });

  it('SMTP says which step was refused, and nothing secret', async () => {
    const peer = smtpPeer({ command: 'AUTH', reply: '535 no' });
    const failing = deliver(smtp, notice, { ...httpPeer().outside, connect: peer.connect });
    await expect(failing).rejects.toThrow('smtp: answered 535 to AUTH, expected 235');
  });

  it('[T4] redirects are looked at one by one; other hosts and private ones are not followed', async () => {
    const to = (location: string) => () => new Response(null, { status: 307, headers: { location } });
    const channel: Channel = { kind: 'webhook', url: 'https://ops.acme.com/a' };
    const moved = httpPeer((url) => (url.endsWith('/a') ? to('/b')() : new Response('ok')));
    await deliver(channel, notice, moved.outside);
    expect(moved.got.map(({ url }) => url)).toEqual(['https://ops.acme.com/a', 'https://ops.acme.com/b']);
    for (const bad of ['https://evil.com/', 'http://ops.acme.com/', 'https://169.254.169.254/']) {
      const peer = httpPeer(to(bad));
      await expect(deliver(channel, notice, peer.outside)).rejects.toThrow(/another host/);
      expect(peer.got).toHaveLength(1);
    }
    await expect(deliver(channel, notice, httpPeer(to('/a')).outside)).rejects.toThrow('more than 3 times');
    await expect(deliver(channel, notice, httpPeer(() => new Response('no', { status: 500 })).outside)).rejects.toThrow(
      'webhook: answered 500',
    );
  });

  it.each<Channel>([
    { kind: 'webhook', url: 'http://ops.acme.com/' },
    { kind: 'slack', url: 'https://10.0.0.1/' },
    { kind: 'telegram', token: '../../x', chat: '1' },
    { ...smtp, port: 25 },
    { ...smtp, host: 'localhost' },
    { ...smtp, to: 'b@acme.com>\r\nRCPT TO:<everyone@acme.com' },
  ])('[T4] %j is refused when saved, and again when used', async (channel) => {
    expect(complaintOfChannel(channel)).toMatch(/^[a-z]+: /);
    await expect(deliver(channel, notice, httpPeer().outside)).rejects.toThrow(channel.kind);
  });
});

/** One message by SMTP (RFC 5321) with AUTH PLAIN (RFC 4954), over a connection that is encrypted from its first byte. */
export interface Duplex {
  readable: ReadableStream<Uint8Array>;
  writable: WritableStream<Uint8Array>;
  close(): Promise<void>;
}

export interface Mail {
  /** Names the message. */
  id: string;
  subject: string;
  text: string;
  /** The same with a picture in it: `<img src="cid:ID">`. */
  html?: string;
  inline?: { id: string; name: string; type: string; base64: string };
}

const LONGEST_REPLY = 8 * 1024;

/** @throws Error with the server's code where it refuses */
export async function sendMail(
  connect: () => Duplex,
  { user, password, from, to }: { user: string; password: string; from: string; to: string },
  mail: Mail,
): Promise<void> {
  const socket = connect();
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  const decoder = new TextDecoder();
  let buffer = '';
  /** A reply's lines; the last one has a blank after its code. */
  const reply = async (expected: number, after: string): Promise<void> => {
    for (;;) {
      const whole = /^(?:\d{3}-[^\r\n]*\r?\n)*(\d{3})(?: [^\r\n]*)?\r?\n/.exec(buffer);
      if (whole) {
        buffer = buffer.slice(whole[0].length);
        if (Number(whole[1]) !== expected)
          throw new Error(`smtp: answered ${whole[1]} to ${after}, expected ${expected}`);
        return;
      }
      if (buffer.length > LONGEST_REPLY) throw new Error('smtp: answers without an end');
      const { done, value } = await reader.read();
      if (done) throw new Error(`smtp: hung up after ${after}`);
      buffer += decoder.decode(value, { stream: true });
    }
  };
  const say = (line: string) => writer.write(new TextEncoder().encode(`${line}\r\n`));
  try {
    await reply(220, 'the connection');
    await say('EHLO edgewise');
    await reply(250, 'EHLO');
    await say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`);
    await reply(235, 'AUTH');
    await say(`MAIL FROM:<${from}>`);
    await reply(250, 'MAIL FROM');
    await say(`RCPT TO:<${to}>`);
    await reply(250, 'RCPT TO');
    await say('DATA');
    await reply(354, 'DATA');
    await say(
      [
        `From: <${from}>`,
        `To: <${to}>`,
        `Subject: =?utf-8?B?${base64(mail.subject.slice(0, 40))}?=`,
        `Message-ID: <${mail.id}@edgewise>`,
        'MIME-Version: 1.0',
        'Auto-Submitted: auto-generated',
        ...bodyOf(mail),
        '.',
      ].join('\r\n'),
    );
    await reply(250, 'the message');
    await say('QUIT');
  } finally {
    reader.releaseLock();
    writer.releaseLock();
    await socket.close().catch(() => {});
  }
}

/** Headers and body: the text, or text and HTML to choose from with the picture that belongs to it (RFC 2046, 2387, 2392). */
function bodyOf({ id, text, html, inline }: Mail): string[] {
  if (html === undefined || inline === undefined) return partOf('text/plain; charset=utf-8', base64(text));
  // Base64 has no hyphens, so that no line of a part looks like a boundary.
  const [whole, either] = [`whole-${id}`, `either-${id}`];
  return [
    `Content-Type: multipart/related; type="multipart/alternative"; boundary="${whole}"`,
    '',
    `--${whole}`,
    `Content-Type: multipart/alternative; boundary="${either}"`,
    '',
    `--${either}`,
    ...partOf('text/plain; charset=utf-8', base64(text)),
    `--${either}`,
    ...partOf('text/html; charset=utf-8', base64(html)),
    `--${either}--`,
    `--${whole}`,
    `Content-ID: <${inline.id}>`,
    `Content-Disposition: inline; filename="${inline.name}"`,
    ...partOf(inline.type, inline.base64),
    `--${whole}--`,
  ];
}

/** Base64 has neither a line that begins with a dot nor one that is too long. */
const partOf = (type: string, encoded: string): string[] => [
  `Content-Type: ${type}`,
  'Content-Transfer-Encoding: base64',
  '',
  encoded.replace(/.{76}/g, '$&\r\n'),
];

const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

/** Lines of a streamed body, one at a time, in memory that does not grow with the body. */

export interface Line {
  /** From 1. */
  number: number;
  text: string;
  /** The line was longer than `maxBytes`: `text` is empty. */
  tooLong?: true;
}

/** Splits at `\n`, drops a trailing `\r` and a byte order mark, skips blank lines. */
export async function* linesOf(body: ReadableStream<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let number = 0;

  const finish = (): Line | undefined => {
    number++;
    const tooLong = heldBytes > maxBytes;
    const bytes = new Uint8Array(tooLong ? 0 : heldBytes);
    let at = 0;
    if (!tooLong) {
      for (const part of held) {
        bytes.set(part, at);
        at += part.length;
      }
    }
    held = [];
    heldBytes = 0;
    if (tooLong) return { number, text: '', tooLong };
    const text = decoder.decode(bytes).trim();
    return text === '' ? undefined : { number, text };
  };

  const hold = (part: Uint8Array) => {
    heldBytes += part.length;
    if (heldBytes <= maxBytes) held.push(part);
    else held = [];
  };

  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end !== -1; end = chunk.indexOf(10, from)) {
      hold(chunk.subarray(from, end));
      from = end + 1;
      const line = finish();
      if (line) yield line;
    }
    if (from < chunk.length) hold(chunk.slice(from));
  }
  if (heldBytes > 0) {
    const line = finish();
    if (line) yield line;
  }
}

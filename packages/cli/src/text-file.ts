/** Text files, gzipped or not, of any size: read as a stream, a piece in memory at a time. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from './command.ts';

/** Lines without their break. @throws UsageError that names the file where it cannot be read. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of named(path, open(path).setEncoding('utf8'))) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
  }
  if (rest !== '') yield rest;
}

/** Whole lines in bytes, many at a time, each with its break; the last may have none. @throws UsageError as `linesOf` does. */
export async function* lineBytesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of named(path, open(path) as AsyncIterable<Buffer>)) {
    const end = chunk.lastIndexOf(0x0a) + 1;
    if (end > 0) {
      const whole = chunk.subarray(0, end);
      yield rest.length === 0 ? whole : Buffer.concat([...rest, whole]);
      rest = [];
    }
    if (end < chunk.length) rest.push(chunk.subarray(end));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** A file that ends too soon, is damaged or goes away while it is read is named. */
async function* named<T>(path: string, chunks: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* chunks;
  } catch (error) {
    throw new UsageError(`${path}: cannot be read to its end (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
}

function open(path: string): Readable {
  const head = Buffer.alloc(2);
  try {
    if (!statSync(path).isFile()) throw new UsageError(`${path}: is no file`);
    const file = openSync(path, 'r');
    readSync(file, head, 0, 2, 0);
    closeSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (head[0] !== 0x1f || head[1] !== 0x8b) return file;
  const plain = createGunzip({ chunkSize: 1 << 18 });
  file.on('error', (error) => plain.destroy(error));
  return file.pipe(plain);
}

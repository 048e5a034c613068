/** Text files, gzipped or not, of any size: read as a stream, one line in memory at a time. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from './command.ts';

/** Lines without their break. @throws UsageError that names the file where it cannot be read. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of open(path)) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
  }
  if (rest !== '') yield rest;
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
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (head[0] !== 0x1f || head[1] !== 0x8b) return file.setEncoding('utf8');
  const plain = createGunzip();
  file.on('error', (error) => plain.destroy(error));
  return file.pipe(plain).setEncoding('utf8');
}

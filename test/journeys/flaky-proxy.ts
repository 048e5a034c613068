/** Stands between a page and the worker and misbehaves on request: a collector having a bad day. */
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FlakyProxy {
  url: string;
  /** The next `times` requests to paths that begin with `path` are answered with `status` and go no further. */
  failNext(path: string, times: number, status: number): void;
  /** From now on everything goes through again. */
  heal(): void;
  /** Requests that went through; `answer` is empty until it has ended. */
  readonly passed: { path: string; body: string; status: number; answer: string }[];
  close(): Promise<void>;
}

export async function startFlakyProxy(target: string): Promise<FlakyProxy> {
  const failures: { path: string; left: number; status: number }[] = [];
  const passed: FlakyProxy['passed'] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const failure = failures.find((one) => one.left > 0 && path.startsWith(one.path));
    if (failure && incoming.method === 'POST') {
      failure.left--;
      incoming.resume();
      outgoing.writeHead(failure.status, {
        'retry-after': '1',
        'access-control-allow-origin': incoming.headers.origin ?? '*',
      });
      outgoing.end();
      return;
    }
    const headers = { ...incoming.headers, host: `${hostname}:${port}` };
    // So that it can be read.
    if (path.startsWith('/v1/')) headers['accept-encoding'] = 'identity';
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    const onward = forward({ hostname, port, path, method: incoming.method, headers }, (answer) => {
      const one = { path, body: Buffer.concat(chunks).toString(), status: answer.statusCode ?? 0, answer: '' };
      passed.push(one);
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        one.answer = Buffer.concat(parts).toString();
      });
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (path, times, status) => failures.push({ path, left: times, status }),
    heal: () => {
      failures.length = 0;
    },
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

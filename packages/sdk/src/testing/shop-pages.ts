/** A shop of single pages, on another origin than the worker. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShopPage {
  head?: string;
  body?: string;
  /** Attributes of the script tag, beside `data-site`. */
  attributes?: string;
  /** Before the script: commands of the page. */
  before?: string;
  headers?: Record<string, string>;
  /** It sends the browser on to there, as a shop does behind a form. */
  location?: string;
  /** A shop's own app instead of the script tag: a module. */
  script?: string;
}

export const RESERVED = 'edgewise-recs{display:block;min-height:12rem}';

export class ShopPages {
  origin = '';
  readonly #pages = new Map<string, ShopPage>();
  readonly #servers: Server[] = [];
  readonly #serve: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    const page = this.#pages.get(pathname);
    if (pathname === '/favicon.ico') {
      response.end();
      return;
    }
    for (const [name, value] of Object.entries(page?.headers ?? {})) response.setHeader(name, value);
    if (page?.location) {
      response.writeHead(303, { location: page.location }).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page ? this.#render(page) : '<!doctype html><title>Elsewhere</title>');
  };

  constructor(readonly worker: () => string) {}

  async start(): Promise<void> {
    this.origin = await this.open();
  }

  /** The same pages at another origin, where the browser keeps things apart. @returns the origin */
  async open(): Promise<string> {
    const server = createServer(this.#serve);
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  add(path: string, page: ShopPage = {}): string {
    this.#pages.set(path.split(/[?#]/)[0]!, page);
    return this.origin + path;
  }

  #render({ head = '', body = '', attributes: stated = '', before = '', script }: ShopPage): string {
    // What depends on how long a test takes is asked for where it is tested.
    const attributes = stated.includes('data-engagement') ? stated : `${stated} data-engagement="off" data-vitals="0"`;
    const stub = 'window.edgewise=window.edgewise||function(){(edgewise.q=edgewise.q||[]).push(arguments)};';
    return `<!doctype html><html lang="en"><head><title>A page of the shop</title>
<style nonce="n0nce">${RESERVED}body{margin:0}</style>${head}
<script nonce="n0nce">${stub}
window.told=[];edgewise('on',function(what){told.push(what)});
window.thrown=[];addEventListener('error',function(e){thrown.push(String(e.message))});
addEventListener('unhandledrejection',function(e){thrown.push(String(e.reason))});
${before}</script>
${script === undefined ? `<script nonce="n0nce" async src="${this.worker()}/ew.js" data-site="test-shop" ${attributes}></script>` : ''}
</head><body>${body}${script === undefined ? '' : `<script nonce="n0nce" type="module">${script.replaceAll('</script', '<\\/script')}</script>`}</body></html>`;
  }
}

/** The demo shop: pages from memory, a few files, drawn pictures. `startShop` is all that others need. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Customers } from './account/customers.ts';
import { parseCart } from './cart/cart-cookie.ts';
import { Orders } from './cart/orders.ts';
import { ShopCatalogue } from './catalogue/shop-catalogue.ts';
import { storedProducts } from './data/seed-rows.ts';
import { type Asset, loadAssets } from './http/assets.ts';
import { readCookie, setCookie } from './http/cookies.ts';
import { readForm } from './http/form.ts';
import { IMAGE_HEADERS, pageHeaders } from './http/security.ts';
import { askForShelves, writeShelves } from './http/served-shelves.ts';
import { renderPage } from './pages/layout.ts';
import type { CartChange, Visit } from './pages/visit.ts';
import { drawProduct, drawShop } from './pictures/picture.ts';
import { COOKIES, pageFor, type Redirect, submit } from './routes.ts';

export interface ShopOptions {
  /** 0 takes any free one. */
  port: number;
  /** Origin of the worker, such as http://127.0.0.1:8787. */
  workerUrl: string;
  /** The site's public key. */
  site: string;
  /** The worker's identity key for this shop: signs who is logged in. Without it nobody is believed. */
  identitySecret?: string;
  /** Address to listen on. */
  host?: string;
}

export interface RunningShop {
  url: string;
  close(): Promise<void>;
}

interface Shop {
  catalogue: ShopCatalogue;
  orders: Orders;
  customers: Customers;
  assets: ReadonlyMap<string, Asset>;
  worker: string;
  site: string;
  origin: string;
}

export async function startShop({
  port,
  workerUrl,
  site,
  host = '127.0.0.1',
  identitySecret = randomBytes(32).toString('base64url'),
}: ShopOptions): Promise<RunningShop> {
  const catalogue = new ShopCatalogue(await allOf(storedProducts()));
  const shop: Shop = {
    catalogue,
    orders: new Orders(),
    customers: new Customers(identitySecret),
    assets: loadAssets(),
    worker: new URL(workerUrl).origin,
    site,
    origin: '',
  };
  const server = createServer((request, response) => {
    answer(request, response, shop).catch((error: unknown) => {
      console.error('shop:', error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('Something broke in the shop. It has been written down.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const name = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  shop.origin = `http://${name}:${(server.address() as AddressInfo).port}`;
  return {
    url: shop.origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, shop: Shop): Promise<void> {
  const target = request.url ?? '/';
  if (!URL.canParse(target, shop.origin)) return plain(response, 400, 'Bad address');
  const url = new URL(target, shop.origin);
  if (request.method === 'POST') return answerForm(request, response, shop, url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'GET, HEAD and POST only');
  const asset = shop.assets.get(url.pathname);
  if (asset) return end(response, 200, asset.headers, asset.body);
  if (url.pathname.startsWith('/img/')) return answerPicture(response, shop, url.pathname);
  const visit = readVisit(request, shop, url);
  const found = pageFor(url, visit, shop.orders);
  if ('to' in found) return redirect(response, found);
  const headers: Record<string, string | string[]> = pageHeaders(visit.nonce, shop.worker, !!found.page.served);
  const told = [...(visit.change ? [COOKIES.change] : []), ...(visit.turn ? [COOKIES.turn] : [])];
  if (told.length > 0) headers['set-cookie'] = told.map((name) => setCookie(name, ''));
  const document = renderPage(found.page, visit);
  const { served } = found.page;
  const location = shop.origin + visit.path;
  const shelves = served && (await askForShelves({ ...visit, ...served, location }));
  end(response, found.status, headers, shelves ? writeShelves(document, shelves) : document);
}

async function answerForm(request: IncomingMessage, response: ServerResponse, shop: Shop, url: URL): Promise<void> {
  const form = await readForm(request);
  if (!form) return plain(response, 403, 'This form was not sent from the shop');
  const next = submit(url.pathname, form, readVisit(request, shop, url), shop.orders, shop.customers);
  if (next) redirect(response, next);
  else plain(response, 404, 'No such form');
}

function answerPicture(response: ServerResponse, shop: Shop, path: string): void {
  const id = /^\/img\/([0-9A-Za-z]+)\.svg$/.exec(path)?.[1] ?? '';
  const product = shop.catalogue.product(id);
  if (!product && id !== 'shop') plain(response, 404, 'No such picture');
  else end(response, 200, IMAGE_HEADERS, product ? drawProduct(product) : drawShop());
}

function readVisit(request: IncomingMessage, shop: Shop, url: URL): Visit {
  const cookies = request.headers.cookie;
  const exists = (id: string) => shop.catalogue.product(id) !== undefined;
  const consent = readCookie(cookies, COOKIES.consent);
  const customer = shop.customers.readCookie(readCookie(cookies, COOKIES.customer));
  const turn = readCookie(cookies, COOKIES.turn);
  return {
    shop: shop.catalogue,
    origin: shop.origin,
    path: url.pathname + url.search,
    nonce: randomBytes(16).toString('base64url'),
    worker: shop.worker,
    site: shop.site,
    cart: parseCart(readCookie(cookies, COOKIES.cart), exists),
    consent: consent === 'person' || consent === 'none' ? consent : undefined,
    change: readChange(readCookie(cookies, COOKIES.change), shop.catalogue),
    customer,
    token: customer && shop.customers.tokenOf(customer, shop.site),
    turn: turn === 'in' || turn === 'out' ? turn : undefined,
  };
}

function readChange(cookie: string | undefined, catalogue: ShopCatalogue): CartChange | undefined {
  const [, id = '', quantity] = /^([0-9A-Za-z]{1,12})\.(-?[1-9]\d?)$/.exec(cookie ?? '') ?? [];
  const product = catalogue.product(id);
  return product && { product, quantity: Number(quantity) };
}

function redirect(response: ServerResponse, { to, permanent, cookies = [] }: Redirect): void {
  end(response, permanent ? 301 : 303, { location: to, 'set-cookie': cookies, 'cache-control': 'no-store' }, '');
}

function plain(response: ServerResponse, status: number, text: string): void {
  end(
    response,
    status,
    { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    `${text}\n`,
  );
}

function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Path → page. Forms answer with a redirect, so that a reload repeats nothing. */
import { type Customers, readName } from './account/customers.ts';
import { changeLine, MAX_QUANTITY, readQuantity, writeCart } from './cart/cart-cookie.ts';
import type { Orders } from './cart/orders.ts';
import { setCookie } from './http/cookies.ts';
import { accountPage } from './pages/account.ts';
import { cartPage } from './pages/cart.ts';
import { categoryPage } from './pages/category.ts';
import { checkoutPage, thanksPage } from './pages/checkout.ts';
import { homePage } from './pages/home.ts';
import type { Page } from './pages/layout.ts';
import { productPage } from './pages/product.ts';
import { searchPage } from './pages/search.ts';
import { aboutPage, notFoundPage, privacyPage, servedPage } from './pages/texts.ts';
import type { Visit } from './pages/visit.ts';

export const COOKIES = {
  cart: 'cart',
  consent: 'consent',
  change: 'cart-change',
  customer: 'customer',
  turn: 'turn',
} as const;

export interface Shown {
  status: 200 | 404;
  page: Page;
}

export interface Redirect {
  to: string;
  permanent?: boolean;
  cookies?: string[];
}

export function pageFor(url: URL, visit: Visit, orders: Orders): Shown | Redirect {
  const [first = '', second = '', third] = url.pathname.slice(1).split('/');
  const show = (page: Page): Shown => ({ status: 200, page });
  const { shop } = visit;
  switch (third === undefined || first === 'c' ? first : '') {
    case '':
      if (url.pathname === '/') return show(homePage(visit));
      break;
    case 'c': {
      const department = shop.department(second);
      const shelf = department?.shelves.find(({ slug }) => slug === third);
      if (department && (shelf || third === undefined)) return show(categoryPage(department, shelf, url.searchParams));
      break;
    }
    case 'p': {
      const product = shop.product(second.split('-')[0] ?? '');
      if (product && url.pathname !== product.link) return { to: product.link + url.search, permanent: true };
      if (product) return show(productPage(product, visit));
      break;
    }
    case 'thank-you': {
      const order = orders.find(second);
      if (order) return show(thanksPage(order, visit));
      break;
    }
    default: {
      const plain = second === '' ? PLAIN.get(first) : undefined;
      if (plain) return show(plain(visit, url));
    }
  }
  return { status: 404, page: notFoundPage(url.pathname) };
}

/** A map: an address like /constructor finds nothing in it. */
const PLAIN = new Map<string, (visit: Visit, url: URL) => Page>([
  ['cart', cartPage],
  ['checkout', checkoutPage],
  ['search', (visit, url) => searchPage(url.searchParams, visit)],
  ['account', accountPage],
  ['about', aboutPage],
  ['privacy', privacyPage],
  ['ssr', servedPage],
]);

export function submit(
  path: string,
  form: URLSearchParams,
  visit: Visit,
  orders: Orders,
  customers: Customers,
): Redirect | undefined {
  switch (path) {
    case '/cart/add':
      return moveInCart(visit, form.get('id'), readQuantity(form.get('quantity') ?? '1'));
    case '/cart/set': {
      const quantity = readQuantity(form.get('quantity'));
      const before = visit.cart.find(({ id }) => id === form.get('id'))?.quantity ?? 0;
      return moveInCart(visit, form.get('id'), quantity === undefined ? undefined : quantity - before);
    }
    case '/checkout': {
      if (visit.cart.length === 0) return { to: '/cart' };
      const order = orders.place(visit.cart);
      return { to: `/thank-you/${order.id}`, cookies: [setCookie(COOKIES.cart, '')] };
    }
    case '/login': {
      const name = readName(form.get('customer'));
      if (!name) return { to: '/account' };
      const customer = setCookie(COOKIES.customer, customers.cookieOf(name));
      // Whoever was here leaves with their basket.
      const left = visit.customer && visit.customer !== name ? [setCookie(COOKIES.cart, '')] : [];
      return { to: '/', cookies: [customer, setCookie(COOKIES.turn, 'in', 60), ...left] };
    }
    case '/logout': {
      const gone = [COOKIES.customer, COOKIES.cart].map((name) => setCookie(name, ''));
      return { to: '/', cookies: [...gone, setCookie(COOKIES.turn, 'out', 60)] };
    }
    case '/consent': {
      const answer = form.get('answer') === 'person' ? 'person' : 'none';
      return { to: samePage(form.get('back'), visit.origin), cookies: [setCookie(COOKIES.consent, answer)] };
    }
    default:
      return undefined;
  }
}

/** @param change pieces more or fewer; undefined where the form made no sense */
function moveInCart({ shop, cart }: Visit, id: string | null, change: number | undefined): Redirect {
  const product = id === null ? undefined : shop.product(id);
  if (!product || !change || Math.abs(change) > MAX_QUANTITY || (change > 0 && !product.inStock))
    return { to: '/cart' };
  const cookie = writeCart(changeLine(cart, product.id, change));
  return {
    to: '/cart',
    cookies: [setCookie(COOKIES.cart, cookie), setCookie(COOKIES.change, `${product.id}.${change}`, 60)],
  };
}

/** Where the form was, when that is a path of this shop. */
function samePage(back: string | null, origin: string): string {
  if (back === null || !/^\/[^/\\]?/.test(back) || !URL.canParse(back, origin)) return '/';
  const url = new URL(back, origin);
  return url.origin === origin ? url.pathname + url.search : '/';
}

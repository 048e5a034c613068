/**
 * Order lines with the columns of UCI Online Retail (D. Chen, 2015, archive.ics.uci.edu/dataset/352/online+retail), as
 * the published table has them: one purchase event a line, an invoice is a session.
 */
import { splitRow } from '@edgewise/core/csv';

const COLUMNS = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice';

/** Codes of goods are five digits and perhaps letters; POST, M, DOT, C2, BANK CHARGES, gift_0001_20 … are not. */
const GOODS = /^\d{5}[A-Z]{0,3}$/;

export function isUciOrders(header: string): boolean {
  return header
    .replace(/^\uFEFF/, '')
    .replace(/[\s"]/g, '')
    .startsWith(COLUMNS);
}

/** Null for what is no sale of goods: cancellations (invoices that start with C), returns, postage, fees. */
export function uciOrderRow(text: string): object | string | null {
  const [invoice = '', code = '', , quantity = '', date = ''] = splitRow(text, ',').map((cell) => cell.trim());
  const item = code.toUpperCase();
  if (!/^\d+$/.test(invoice) || !GOODS.test(item) || !(Number(quantity) > 0)) return null;
  const timestamp = timeOf(date);
  if (!Number.isFinite(timestamp))
    return `has the date '${date.slice(0, 40)}', expected ISO 8601 or month/day/year hour:minute`;
  return { session_id: invoice, item_id: item, timestamp, event: 'purchase' };
}

/** ms. The file's clock is the shop's own; it is taken as UTC. */
function timeOf(date: string): number {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4}) (\d{1,2}):(\d{2})$/.exec(date);
  if (!american) return Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(date) ? date : `${date.replace(' ', 'T')}Z`);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = american.slice(1).map(Number);
  return Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute);
}

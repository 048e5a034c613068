/** UCI Online Retail as it is published → the lines that are sales of goods. */

export interface OrderLine {
  invoice: string;
  code: string;
  description: string;
  quantity: number;
  /** Seconds since the epoch. The file's clock is the shop's own; it is taken as UTC. */
  time: number;
  price: number;
}

/** What a clerk writes about stock, instead of a description. Real descriptions are in capitals. */
const CLERKS_NOTE =
  /^[?*]|^(nan|found|damaged?|missing|lost|wrong|thrown|adjust|check|test|ebay|amazon|dotcom|sold as|mailout|samples?|display|counted|broken|crushed|smashed|wet|rusty|mouldy|faulty)\b/i;

/** Under codes that look like goods. */
const NO_GOODS = /voucher|carriage|packing charge|postage/i;

/** Codes of goods are five digits and perhaps letters; POST, M, DOT, C2, BANK CHARGES, AMAZONFEE, gift_0001_20 … are not. */
const GOODS = /^\d{5}[A-Z]{0,3}$/;

/** @param lines rows of the CSV without its header: InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,… */
export function* goodsSold(lines: Iterable<string>): Generator<OrderLine> {
  for (const line of lines) {
    const [invoice = '', rawCode = '', description = '', quantity = '', date = '', price = ''] = cells(line);
    const code = rawCode.trim().toUpperCase();
    // Invoices that start with C are cancellations, with A bad debt.
    if (!/^\d+$/.test(invoice) || !GOODS.test(code)) continue;
    const sale = {
      invoice,
      code,
      description: description.trim(),
      quantity: Number(quantity),
      time: timeOf(date),
      price: Number(price),
    };
    if (!(sale.quantity > 0) || !(sale.price > 0) || !Number.isFinite(sale.time)) continue;
    if (sale.description === '' || CLERKS_NOTE.test(sale.description)) continue;
    if (NO_GOODS.test(sale.description)) continue;
    yield sale;
  }
}

function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const found: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  }
  return found;
}

/** ISO 8601, or the month/day/year hour:minute of the published spreadsheet. */
function timeOf(date: string): number {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4}) (\d{1,2}):(\d{2})$/.exec(date.trim());
  if (!american) return Date.parse(date) / 1000;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = american.slice(1).map(Number);
  return Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute) / 1000;
}

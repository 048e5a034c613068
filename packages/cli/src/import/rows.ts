/** What an import sends: rows as JSON lines, each knowing which line of the file it came from. */

/** A row to send, or why this line is not sent. */
export type ImportRow = { line: number; json: string } | { line: number; reason: string };

export type FileKind = 'ndjson' | 'csv';

/** NDJSON starts with '{'; anything else that is text has a header. The reason where it is neither. */
export function fileKindOf(firstLine: string): FileKind | { reason: string } {
  const start = firstLine.replace(/^\uFEFF/, '').trimStart()[0];
  if (start === '{') return 'ndjson';
  if (start === '[') return { reason: 'is one JSON array, expected NDJSON: one object a line' };
  if (start === '<') return { reason: 'is XML, expected NDJSON or CSV' };
  return 'csv';
}

/** Header names as the API knows them: "Image Link" is image_link. */
export function fieldName(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

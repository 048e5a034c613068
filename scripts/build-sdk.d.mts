export interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}
/** The script tag, and the parts it may ask for by the names of their files. */
export interface Tag {
  script: string;
  chunks: Record<string, string>;
}
export function measure(text: string): Promise<Size>;
export function bundleTag(options?: { minify?: boolean }): Promise<Tag>;
/** The npm module's files by name. */
export function bundleModule(): Promise<Record<string, string>>;
/** @returns sizes by file name */
export function buildSdk(options?: { minify?: boolean; types?: boolean }): Promise<Record<string, Size>>;

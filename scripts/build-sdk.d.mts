export interface Size {
  raw: number;
  gzip: number;
  brotli: number;
}
export function measure(text: string): Promise<Size>;
export function bundleTag(options?: { minify?: boolean }): Promise<string>;
export function bundleModule(): Promise<string>;
export function buildSdk(options?: { minify?: boolean; types?: boolean }): Promise<{ tag: Size; module: Size }>;

import type { Metafile } from 'esbuild';

export interface Bundle {
  metafile: Metafile;
  code: Uint8Array;
}
export interface Sizes {
  raw: number;
  gzip: number;
  brotli: number;
}
export const root: string;
export function workerBundle(): Promise<Bundle>;
export function sdkBundle(): Promise<Bundle>;
export function cliBundle(): Promise<Bundle>;
export function shopBundle(): Promise<Bundle>;
export function consoleBundle(): Promise<{ metafile: Metafile; files: { name: string; bytes: Uint8Array }[] }>;
export function sizes(bytes: Uint8Array): Sizes;
export function browserFiles(): Promise<{ name: string; bytes: Buffer }[]>;

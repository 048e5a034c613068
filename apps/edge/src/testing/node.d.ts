/** What the tests that run in Node take of it; all others run in workerd and know its types only. */
declare module 'node:v8' {
  export function setFlagsFromString(flags: string): void;
}
declare module 'node:vm' {
  export function runInNewContext(code: string): unknown;
}
declare module 'node:process' {
  /** Bytes. */
  export function memoryUsage(): { arrayBuffers: number };
}

/** The part of jstat that tests ask as an oracle; it ships no types. */
declare module 'jstat' {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
    pdf(x: number, ...parameters: number[]): number;
  }
  const jstat: Record<'normal' | 'studentt' | 'chisquare' | 'beta' | 'gamma', Distribution>;
  export default jstat;
}

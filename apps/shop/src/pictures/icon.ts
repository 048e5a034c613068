/** The shop's coin, for the browser's tab. */
export function drawIcon(): string {
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#7d1f2d"/><circle cx="16" cy="16" r="12.500" fill="#f5cb5c"/><path d="M11 13.500c0-6 9.500-5.500 9.500 0 0 4-9 5.500-9 9.500h10" fill="none" stroke="#431018" stroke-width="2.600" stroke-linecap="round" stroke-linejoin="round"/></svg>';
}

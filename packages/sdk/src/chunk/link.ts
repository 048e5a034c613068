/** A signed link in the address [S19]: whoever reads or copies the address from here on does not get it. */
export function takeLink(): string | undefined {
  const [page = '', ...fragment] = location.href.split('#');
  const link = /[?&]edgewise_link=([^&]+)/.exec(page)?.[1];
  if (!link) return undefined;
  const rest = page.replace(/[?&]edgewise_link=[^&]*$|edgewise_link=[^&]*&/, '');
  history.replaceState(history.state, '', [rest, ...fragment].join('#'));
  return link;
}

type Child = Node | string | null | undefined | false;

/** An element of attributes and children. Text is only ever text: the page's Trusted Types policy allows nothing else. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  for (const child of children) if (child) made.append(child);
  return made;
}

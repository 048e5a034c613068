let ids: string[] | undefined;

/** The cart as the page knows it; undefined where it does not say. */
export const cartNow = (): string[] | undefined => ids;

export function setCart(items: readonly unknown[]): void {
  ids = items.map(String).slice(0, 200);
}

/** Most pages state breadcrumbs or the shop itself: only what names a product is worth a request. */
export const hasMarkup = (page = document): boolean =>
  [
    ...page.querySelectorAll(
      '[type*="ld+json"],[itemprop=offers],[itemprop=price],[itemtype*="/Product"],[typeof*=Product],[property*=rice],meta[name*=rice],meta[content$=product]',
    ),
  ].some((element) => element.localName !== 'script' || /product|offers/i.test(element.textContent));

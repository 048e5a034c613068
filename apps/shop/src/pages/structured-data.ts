/** schema.org as search engines read it, and Edgewise: `Product` on product pages, `BreadcrumbList` wherever there is one. */
import { CURRENCY, type ShopProduct } from '../catalogue/shop-catalogue.ts';
import { pounds } from './money.ts';

export interface Crumb {
  name: string;
  link: string;
}

export function breadcrumbData(crumbs: readonly Crumb[], origin: string): unknown {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, link }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: origin + link,
    })),
  };
}

export function productData(product: ShopProduct, description: string, origin: string): unknown {
  return {
    '@type': 'Product',
    '@id': `${origin}${product.link}#product`,
    sku: product.id,
    name: product.title,
    description,
    category: `${product.department.name} > ${product.shelf.name}`,
    image: origin + product.image,
    url: origin + product.link,
    offers: {
      '@type': 'Offer',
      url: origin + product.link,
      price: pounds(product.price).toFixed(2),
      priceCurrency: CURRENCY,
      availability: `https://schema.org/${product.inStock ? 'InStock' : 'OutOfStock'}`,
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
}

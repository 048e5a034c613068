/** A page that states a product, and what a reader of it would say the product is. */
export interface SamplePage {
  /** Whose output it is, and what is odd about it. */
  from: string;
  address: string;
  html: string;
  /** Missing: the page is about no product, or about many. Fields that the page does not state are missing too. */
  product?: { id?: string; name: string; price?: number; currency?: string; availability?: string };
}

export const ld = (text: string): string => `<script type="application/ld+json">${text}</script>`;

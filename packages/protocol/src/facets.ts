/** What a batch says of itself: where the visit came from, on what, from where. What is missing is not set. */
export interface Facets {
  source?: string;
  medium?: string;
  campaign?: string;
  /** GA4's default channel group. */
  channel?: string;
  device_class?: string;
  /** `installed` to the home screen, or a browser `in-app`. */
  app?: string;
  /** ISO 3166-1 alpha-2, as the platform saw it. */
  country?: string;
  landing_page?: string;
  page_type?: string;
  language?: string;
  /** Of the plan's holdout: `held` sees no personalisation, `shown` does. */
  arm?: string;
  /** What the shopper allowed when it was sent: `contextual`, `session`, `device` or `person`. */
  tier?: string;
}

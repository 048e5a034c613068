/** The npm module: one function a file, imported one by one. */
export type {
  Consent,
  ErasureReceipt,
  PageType,
  PersonExport,
  RecommendationsAnswer,
  Tier,
  WireCard,
  WireItem,
  WirePage,
  WireParams,
  WireShelf,
} from '@edgewise/protocol/events';
export { cart } from './cart.ts';
export { defineElement } from './element.ts';
export { event } from './event.ts';
export { identify } from './identify.ts';
export type { Traits } from './identity.ts';
export { init } from './init.ts';
export { eraseMe, exportMe, type MeOptions } from './me.ts';
export { type Recommendations, type RecommendOptions, recommend } from './recommend.ts';
export { refresh } from './refresh.ts';
export type { Listener, Report } from './report.ts';
export { on } from './report.ts';
export { reset } from './reset.ts';
export { consent } from './set-consent.ts';
export { page } from './set-page.ts';
export type { Settings } from './settings.ts';

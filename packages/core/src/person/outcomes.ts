/**
 * What a person did after an experiment reached them: the row that the figures count, one an experiment, a pure fold over
 * the devices like everything else of a person. Noted as events come, published whole, so that a merge or an unlink
 * corrects the figures by itself.
 */
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { stepNamed } from '../experiments/bandit-steps.ts';
import { creditOf } from './attribution.ts';
import { withFirstArm } from './exposures.ts';
import { type Exposure, exposuresOf } from './merged.ts';
import { refundOf, type Sale, saleOf, salesOf } from './sales.ts';
import { type Contribution, isServers, type PersonState } from './state.ts';
import { CLICK_WINDOW_MS, noteTouches, touchesByItem, touchKind, VIEW_WINDOW_MS } from './touches.ts';

/** Event parameter in which a shelf's impression says its arms back: `experiment=arm`, blanks between. */
export const ARMS_PARAM = 'edgewise_arms';

const ARM = /^([A-Za-z0-9][A-Za-z0-9_.:-]{0,80})=([A-Za-z0-9][A-Za-z0-9_.-]{0,63})$/;
const LIMIT = { sales: 100, refunds: 50 } as const;

/** An order counts for an experiment when it comes within this time after the exposure. */
export const CONVERSION_WINDOW_MS = 30 * 86_400_000;

export interface AttributionWindows {
  conversion: number;
  last_click: number;
  any_view: number;
}

const DAY_MS = 86_400_000;

/** In days, as they are stated beside the figures. */
export const ATTRIBUTION_WINDOWS: AttributionWindows = {
  conversion: CONVERSION_WINDOW_MS / DAY_MS,
  last_click: CLICK_WINDOW_MS / DAY_MS,
  any_view: VIEW_WINDOW_MS / DAY_MS,
};

export interface Outcome {
  experiment: string;
  /** The one shown first: it is what counts. */
  arm: string;
  /** First exposure, ms since the epoch. */
  time: number;
  /** Another arm was shown, too: on a device that was not known to be theirs. */
  crossed: boolean;
  /** Of a bandit's step, where it is known: the pseudonym of the network that told of the exposure. */
  network?: string;
  orders: number;
  /** Minor units in the shop's first currency, refunds taken off. */
  revenue: number;
  /** Of the revenue, what the shop's backend signed. */
  verified: number;
  /** Revenue in as long a time before the exposure: CUPED's covariate. */
  before: number;
  /** Clicks on shelves. */
  clicks: number;
  /** Of the revenue, what was paid for items last clicked on a shelf, and for items that a shelf had shown [X13]. */
  byClick: number;
  byView: number;
}

/** `experiment=arm` pairs of an impression. What does not look like one is passed over. */
export function armsIn(event: ShopEvent): [experiment: string, arm: string][] {
  const text = event.params[ARMS_PARAM];
  if (event.name !== 'view_item_list' || typeof text !== 'string') return [];
  return text.split(' ').flatMap((pair): [string, string][] => {
    const [, experiment, arm] = ARM.exec(pair) ?? [];
    return experiment !== undefined && arm !== undefined ? [[experiment, arm]] : [];
  });
}

/** Notes in place what the event says of experiments and shelves. @param running the plan's experiments
 * @param network pseudonym of the sender's @returns whether a figure may change */
export function noteOutcome(
  contribution: Contribution,
  event: ShopEvent,
  running?: readonly string[],
  network?: string,
): boolean {
  const kind = touchKind(event);
  switch (event.name) {
    case 'view_item_list': {
      if (kind === undefined) return false;
      noteTouches(contribution, event, kind);
      let isNew = false;
      for (const [experiment, arm] of armsIn(event)) {
        const had = contribution.exposures ?? {};
        if (Object.hasOwn(had, experiment)) continue;
        const told = network !== undefined && stepNamed(experiment) ? { network } : {};
        const exposures = withFirstArm(had, experiment, { arm, time: event.time, ...told }, running);
        if (!exposures) continue;
        contribution.exposures = exposures;
        isNew = true;
      }
      return isNew;
    }
    case 'select_item':
      if (kind) noteTouches(contribution, event, kind);
      return kind === 'clicked';
    case 'purchase': {
      // A second copy counts only where it knows better: the backend's [W10].
      const signed = signedBy(contribution);
      if (event.duplicate && !signed.verified) return false;
      contribution.sales = [...(contribution.sales ?? []), { ...saleOf(event), ...signed }].slice(-LIMIT.sales);
      return true;
    }
    case 'refund': {
      const refund = { ...refundOf(event), ...signedBy(contribution) };
      contribution.refunds = [...(contribution.refunds ?? []), refund].slice(-LIMIT.refunds);
      return true;
    }
    default:
      return false;
  }
}

const signedBy = (contribution: Contribution): { verified?: true } =>
  isServers(contribution) ? { verified: true } : {};

/** One row an experiment that reached the person. @param currency the shop's first: other money is not added to it */
export function outcomesOf(state: PersonState, currency: string): Outcome[] {
  const sales = salesOf(state).filter((sale) => sale.currency === currency);
  const touches = state.contributions.flatMap((c) => c.touches ?? []);
  const byItem = touchesByItem(touches);
  const exposures = exposuresOf(state);
  return Object.entries(exposures).map(([experiment, { arm, time, crossed, network }]) => {
    const until = endOf(experiment, exposures);
    const counted = sales.filter(
      (sale) => sale.time >= time && sale.time < until && sale.time - time <= CONVERSION_WINDOW_MS,
    );
    const credits = counted.map((sale) => creditOf(sale, byItem, time));
    return {
      experiment,
      arm,
      time,
      crossed,
      ...(network !== undefined && { network }),
      orders: counted.length,
      revenue: sumOf(counted),
      verified: sumOf(counted.filter(({ verified }) => verified)),
      before: sumOf(sales.filter((sale) => sale.time < time && time - sale.time <= CONVERSION_WINDOW_MS)),
      clicks: touches.filter((one) => one.kind === 'clicked' && one.time >= time && one.time < until).length,
      byClick: credits.reduce((sum, { byClick }) => sum + byClick, 0),
      byView: credits.reduce((sum, { byView }) => sum + byView, 0),
    };
  });
}

/** A bandit's step is over for a person when they are shown the next one's arm: what follows is that one's [X36]. */
function endOf(experiment: string, exposures: Readonly<Record<string, Exposure>>): number {
  const bandit = stepNamed(experiment);
  if (!bandit) return Number.POSITIVE_INFINITY;
  const later = Object.entries(exposures).flatMap(([id, { time }]) => {
    const other = stepNamed(id);
    return other?.placement === bandit.placement && other.step > bandit.step ? [time] : [];
  });
  return Math.min(...later);
}

const sumOf = (sales: readonly Sale[]): number => sales.reduce((sum, { value }) => sum + value, 0);

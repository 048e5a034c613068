/**
 * Alerts: one shop's rules, channels and incidents. Looks at the counters on its alarm, lets core decide, and says what core
 * says once. The alarm is set while any rule is on.
 */

import { connect } from 'cloudflare:sockets';
import { DurableObject } from 'cloudflare:workers';
import { type AlertRule, type Saying, stepAlert } from '@edgewise/core/insight/alerts';
import { STEP_MS } from '@edgewise/core/insight/anomalies/season';
import { MINUTE_MS } from '@edgewise/core/insight/buckets';
import { type Clock, type Curve, curveWords, sparkline } from '@edgewise/core/insight/curve/curve';
import { drawCurve } from '@edgewise/core/insight/curve/picture';
import { type Channel, deliver, JUDGED, type Notice, type Outside, type Picture } from '../alerts/channels.ts';
import { type Days, daysSince, lastStep, stepsSince } from '../alerts/history.ts';
import { type Observed, type Observer, observeAnomaly, observeDrift, observeThreshold } from '../alerts/observe.ts';
import { pictureLink } from '../alerts/picture-link.ts';
import { pngOf } from '../alerts/png.ts';
import type { Env } from '../bindings.ts';
import { pulseConfig } from '../count-lines.ts';
import { sealerOf } from '../sealing.ts';
import { AlertStore, type ChannelView, type IncidentView, type RuleView } from '../storage/alert-store.ts';

const EVERY_MS = MINUTE_MS;
/** Characters of the curve that stands in the text: three hours. */
const SPARK_STEPS = 36;
export const MOST_RULES = 50;
export const MOST_CHANNELS = 20;

export class Alerts extends DurableObject<Env> {
  readonly #store: AlertStore;
  /** Replaced by tests. */
  outside: Outside = {
    fetch: (url, init) => fetch(url, init),
    connect: (hostname, port) => connect({ hostname, port }, { secureTransport: 'on', allowHalfOpen: false }),
    ...JUDGED,
  };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new AlertStore(ctx.storage);
  }

  rules(): RuleView[] {
    return this.#store.rules();
  }

  /**
   * Adds a rule or replaces one of the same id, whose incident goes on. False where there are too many.
   * @param origin of this worker, as who writes has reached it
   */
  async putRule(site: string, origin: string, rule: AlertRule): Promise<boolean> {
    this.#store.begin(site, origin);
    const rules = this.rules();
    if (rules.length >= MOST_RULES && !rules.some(({ id }) => id === rule.id)) return false;
    this.#store.putRule(rule);
    await this.#setAlarm();
    return true;
  }

  removeRule(id: string): boolean {
    return this.#store.removeRule(id);
  }

  /** Says nothing of a rule until then; ms since the epoch. */
  snooze(id: string, until: number): boolean {
    const rule = this.rules().find((one) => one.id === id);
    if (!rule) return false;
    this.#store.putState(id, { ...rule.state, snoozedUntil: until });
    return true;
  }

  channels(): ChannelView[] {
    return this.#store.channels();
  }

  /** Stores a channel sealed. False where there are too many. */
  async putChannel(site: string, origin: string, id: string, name: string, channel: Channel): Promise<boolean> {
    const bytes = new TextEncoder().encode(JSON.stringify(channel));
    const sealed = await sealerOf(this.env.EDGEWISE_KEYS).seal(site, 'alert', id, bytes);
    this.#store.begin(site, origin);
    const channels = this.channels();
    if (channels.length >= MOST_CHANNELS && !channels.some((one) => one.id === id)) return false;
    this.#store.putChannel({ id, name, kind: channel.kind }, sealed);
    return true;
  }

  removeChannel(id: string): boolean {
    return this.#store.removeChannel(id);
  }

  /** Sends a notice that says it is a trial. @returns why it failed, or null */
  async tryChannel(id: string, now: number): Promise<string | null> {
    const curve = trialCurve(now);
    const notice: Notice = {
      id: crypto.randomUUID(),
      site: this.#store.site() ?? '',
      rule: 'a trial of this channel',
      what: 'test',
      words: 'Alerts will look like this.',
      since: now,
      curve: sparkline(curve.values),
    };
    this.#store.putPicture(notice.id, curve, now);
    return this.#deliver(id, notice, await this.#pictureFor(notice, now));
  }

  /** Counts of 5 minutes of the last eight weeks. */
  async historyOf(
    site: string,
    metric: string,
    now: number,
  ): Promise<{ counts: number[]; from: number; stepMs: number }> {
    const to = lastStep(now);
    const counts = await stepsSince(this.env, site, metric, undefined, to);
    return { counts, from: to - counts.length * STEP_MS, stepMs: STEP_MS };
  }

  /** Whole days of the last twelve weeks. */
  async daysOf(site: string, metric: string, now: number): Promise<Days> {
    const { zone } = await pulseConfig(this.env, site, now);
    return daysSince(this.env, site, metric, undefined, now, zone);
  }

  incidents(limit: number): IncidentView[] {
    return this.#store.incidents(limit);
  }

  /** A notice's picture as PNG, while the notice is kept. */
  async picture(notice: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await this.#picture(notice, Date.now()))?.png ?? null;
  }

  override async alarm(): Promise<void> {
    // The platform gives up after six failures, so a failure is caught here and the alarm set again.
    try {
      await this.look(Date.now());
    } catch (cause) {
      console.error(JSON.stringify({ at: 'alerts.look', site: this.#store.site(), error: String(cause) }));
    }
    await this.#setAlarm();
  }

  /** Looks at every rule once, and sends what is due. */
  async look(now: number): Promise<void> {
    const site = this.#store.site();
    if (site === undefined) return;
    const { zone } = await pulseConfig(this.env, site, now);
    const observer: Observer = { env: this.env, site, store: this.#store, now, zone, clock: clockOf(zone) };
    for (const rule of this.rules()) {
      if (!rule.on) continue;
      // One that cannot be looked at silences no other, and nothing that waits to be said.
      try {
        await this.#lookAt(observer, rule);
      } catch (cause) {
        console.error(JSON.stringify({ at: 'alerts.rule', site, rule: rule.id, error: String(cause) }));
      }
    }
    await this.#send(now);
    this.#store.prune(now);
  }

  async #lookAt(observer: Observer, rule: RuleView): Promise<void> {
    if (rule.kind === 'anomaly') {
      this.#step(observer, rule, 'open', await observeAnomaly(observer, rule));
      this.#step(observer, rule, 'drift', await observeDrift(observer, rule));
    } else this.#step(observer, rule, 'open', await observeThreshold(observer, rule));
  }

  #step({ site, now }: Observer, rule: RuleView, which: 'open' | 'drift', { seen, curve }: Observed): void {
    // The rule may have been changed or taken away meanwhile.
    const current = this.rules().find(({ id }) => id === rule.id);
    if (!current) return;
    const { state, say } = stepAlert(current.state, seen, now, which);
    this.ctx.storage.transactionSync(() => {
      this.#store.putState(rule.id, state);
      if (say) this.#store.note(noticeOf(site, rule, say, curve), curve, rule.channels, now);
    });
  }

  async #send(now: number): Promise<void> {
    for (const due of this.#store.due(now)) {
      const failure = await this.#deliver(due.channel, due.notice, await this.#pictureFor(due.notice, now));
      this.#store.settle(due, failure, now);
    }
  }

  /** The picture and its link; none where it cannot be drawn, so that what has to be said is said. */
  async #pictureFor(notice: Notice, now: number): Promise<Picture | undefined> {
    try {
      const picture = await this.#picture(notice.id, now);
      const sealer = sealerOf(this.env.EDGEWISE_KEYS);
      const link = await pictureLink(sealer, this.#store.origin(), notice.site, notice.id, now);
      return picture && { ...picture, ...(link && { link }) };
    } catch (cause) {
      console.error(JSON.stringify({ at: 'alerts.picture', site: notice.site, error: String(cause) }));
      return undefined;
    }
  }

  async #picture(notice: string, now: number): Promise<Pick<Picture, 'png' | 'alt'> | undefined> {
    const [site, curve] = [this.#store.site(), this.#store.picture(notice)];
    if (site === undefined || !curve) return undefined;
    const clock = clockOf((await pulseConfig(this.env, site, now)).zone);
    return { png: await pngOf(drawCurve(curve, site, clock)), alt: curveWords(curve, clock) };
  }

  /** @returns why it failed, or null */
  async #deliver(id: string, notice: Notice, picture: Picture | undefined): Promise<string | null> {
    const site = this.#store.site();
    const sealed = this.#store.sealedChannel(id);
    if (sealed === undefined || site === undefined) return 'there is no such channel';
    const opened = await sealerOf(this.env.EDGEWISE_KEYS).open(site, 'alert', id, sealed);
    if (!opened) return 'was sealed with a key that is gone: save it again';
    try {
      await deliver(JSON.parse(new TextDecoder().decode(opened)) as Channel, notice, this.outside, picture);
      return null;
    } catch (cause) {
      // The address may hold a secret, as Slack's and Telegram's do: errors of the platform may quote it.
      return cause instanceof Error && /^[a-z-]+: /.test(cause.message)
        ? cause.message.slice(0, 200)
        : 'could not be reached';
    }
  }

  async #setAlarm(): Promise<void> {
    const isOn = this.rules().some(({ on }) => on) || this.#store.isAnythingDue();
    if (isOn) await this.ctx.storage.setAlarm(Date.now() + EVERY_MS);
    else await this.ctx.storage.deleteAlarm();
  }
}

const noticeOf = (site: string, { name }: AlertRule, say: Saying, curve: Curve): Notice => ({
  id: crypto.randomUUID(),
  site,
  rule: name,
  curve: sparkline(curve.values.slice(-SPARK_STEPS)),
  ...say,
});

/** Times as the shop's clock and calendar show them. */
function clockOf(timeZone: string): Clock {
  const [time, day] = (
    [
      { hour: '2-digit', minute: '2-digit' },
      { day: 'numeric', month: 'short' },
    ] as const
  ).map((parts) => new Intl.DateTimeFormat('en-GB', { timeZone, ...parts }));
  return { time: (at) => time!.format(at), day: (at) => day!.format(at) };
}

/** What an incident might look like: half an hour without anything. */
function trialCurve(now: number): Curve {
  const values = Array.from({ length: SPARK_STEPS }, (_, i) => (i >= 26 && i < 32 ? 0 : 5 + ((i * 7) % 4)));
  const band = { low: values.map(() => 2), high: values.map(() => 11) };
  const from = lastStep(now) - values.length * STEP_MS;
  return { metric: 'orders', from, stepMs: STEP_MS, values, band, incident: { from: 26, to: 32 } };
}

/**
 * Ledger: a site's claims in one order, the partition they make, and the moves that bring each seat where the partition wants
 * it. What a claim means is core's (`identity/ledger.ts`); here are the rows, the calls to persons and the alarm.
 *
 * One object a site: claims are as rare as log-ins, and one order is what makes the partition one.
 */
import { DurableObject } from 'cloudflare:workers';
import { contentOf, type LinkClaim } from '@edgewise/core/identity/claim';
import { explain, inWords } from '@edgewise/core/identity/explain';
import { type Identifier, keyOf, linkable } from '@edgewise/core/identity/identifiers';
import { crowdedBy, familyOf, takeClaim, takeRetirement, takeUnlink } from '@edgewise/core/identity/ledger';
import type { Component } from '@edgewise/core/identity/partition';
import type { ErasureReceipt } from '@edgewise/protocol/events';
import type { Env } from '../bindings.ts';
import { Eraser } from '../erase-person.ts';
import { sha256Hex } from '../http.ts';
import type { IdentityKey, IdentitySettings } from '../identity-settings.ts';
import { type Joined, joinedOf } from '../joined.ts';
import { SeatMover } from '../move-seats.ts';
import { seatName } from '../seat-names.ts';
import { SilentDevices } from '../silent-devices.ts';
import { CLAIM_SCHEMA, ClaimLog } from '../storage/claim-log.ts';
import { ERASURE_SCHEMA, Erasures, READMISSION_SCHEMA } from '../storage/erasures.ts';
import { IdentitySettingsRow } from '../storage/identity-settings-row.ts';
import { migrate } from '../storage/migrate.ts';
import { SIGHTING_SCHEMA, type Sighted, type Sighting, Sightings } from '../storage/sightings.ts';
import { type OnceLink, UsedLinks } from '../storage/used-links.ts';
import { directoryOf } from './names.ts';

const SCHEMA = [
  `CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL);
   ${CLAIM_SCHEMA}
   CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), settings TEXT NOT NULL);
   CREATE TABLE used_links (nonce TEXT PRIMARY KEY, device TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;`,
  ERASURE_SCHEMA,
  SIGHTING_SCHEMA,
  READMISSION_SCHEMA,
];

const RETRY_MS = { first: 1_000, most: 5 * 60_000 } as const;
const MOVES_AN_ALARM = 100;

export interface ClaimDraft {
  /** When it was said, ms since the epoch. */
  at: number;
  /** `at` is when it came: it may have been said long before. */
  undated?: true;
  source: LinkClaim['source'];
  verified: boolean;
  joins: boolean;
  identifiers: Identifier[];
  /** Where it comes by a one-time link. */
  once?: OnceLink;
  /** The claim's device that is taken on from another host name of the same browser [I8]. */
  handedTo?: string;
}

const RECEIPTS_SHOWN = 50;

export type Claimed =
  /** All of the claim that may be joined is one person. `device`: where the claim's device lives. */
  | { outcome: 'joined'; device?: Place }
  /** A move is not finished: the device's events must wait a moment. */
  | { outcome: 'moving' }
  /** The device is another user's [I6], or it was erased. */
  | { outcome: 'anothers' | 'erased-device' }
  /** Final, and nothing was joined. */
  | { outcome: 'refused'; reason: string };

export interface Place {
  person: string;
  epoch: number;
}

export class Ledger extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #log: ClaimLog;
  readonly #mover: SeatMover;
  readonly #eraser: Eraser;
  readonly #erasures: Erasures;
  readonly #sightings: Sightings;
  readonly #settings: IdentitySettingsRow;
  readonly #usedLinks: UsedLinks;
  readonly #silent: SilentDevices;
  #failures = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SCHEMA);
    this.#sql = ctx.storage.sql;
    this.#log = new ClaimLog(this.#sql);
    this.#mover = new SeatMover(env, this.#log);
    this.#erasures = new Erasures(this.#sql);
    this.#sightings = new Sightings(this.#sql);
    this.#settings = new IdentitySettingsRow(this.#sql);
    this.#usedLinks = new UsedLinks(this.#sql);
    this.#silent = new SilentDevices(env, this.#log);
    this.#eraser = new Eraser(env, this.#log, this.#mover, this.#erasures);
  }

  /**
   * Stamps a claim and waits for the moves that it makes necessary. What does not finish now, the alarm finishes.
   */
  async claim(site: string, draft: ClaimDraft): Promise<Claimed> {
    const identifiers = linkable(draft.identifiers);
    if (identifiers.length < 2) return { outcome: 'refused', reason: 'it names nobody that could be joined' };
    const id = (await sha256Hex(contentOf({ verified: draft.verified, identifiers }))).slice(0, 32);
    const homes = await Promise.all(identifiers.map((one) => this.#homeOf(site, one)));
    const erasedDevice = identifiers.find(({ kind }, i) => kind === 'device' && homes[i] === null);
    if (erasedDevice) {
      const presents = draft.once?.device ?? draft.handedTo;
      const isTarget = presents !== undefined && erasedDevice.value !== presents;
      return isTarget ? { outcome: 'refused', reason: 'whom the link names was erased' } : { outcome: 'erased-device' };
    }
    const { at, source, verified, joins } = draft;
    const claim = (): LinkClaim => ({
      kind: 'link',
      id,
      stamp: this.#log.nextStamp(),
      at,
      source,
      verified,
      joins,
      identifiers: identifiers.map((one, i) => {
        const home = homes[i];
        return home ? { ...one, home: { seat: home.seat, person: home.person, since: home.since } } : one;
      }),
    });
    const silent = await this.#silent.deviceFor(site, claim());
    const keys = identifiers.map(keyOf);
    const erased = await this.erasedAmong(keys);
    const digests = await Promise.all(keys.map((key) => sha256Hex(key)));
    const isShutOut = draft.undated && this.#erasures.shutOut(digests);
    if (isShutOut || Object.values(erased).some((at) => at >= draft.at)) {
      return {
        outcome: 'refused',
        reason: draft.undated
          ? 'the person was erased, and the token does not say when it was made'
          : 'it was said before the person was erased',
      };
    }

    // From here to the first await is one turn: what is read is what is written on.
    if (draft.once && !this.#usedLinks.use(draft.once))
      return { outcome: 'refused', reason: 'the link was used before' };
    this.#sql.exec('INSERT OR IGNORE INTO meta (id, site) VALUES (1, ?)', site);
    // Another claim may have made room meanwhile.
    if (silent && crowdedBy(this.#log, claim())) {
      const stamp = this.#log.nextStamp();
      const device = { kind: silent.kind, value: silent.value };
      takeRetirement(this.#log, { kind: 'retire', id: `r${stamp}`, stamp, at: Date.now(), source: 'ledger', device });
    }
    const isElsewhere = draft.handedTo !== undefined && this.#isElsewhere(draft.handedTo, identifiers);
    const taken = isElsewhere ? 'anothers' : takeClaim(this.#log, claim());
    if (taken === 'anothers') {
      // The device that begins anew presents it again.
      if (draft.once) this.#usedLinks.giveBack(draft.once);
      return { outcome: 'anothers' };
    }
    const [first] = identifiers;
    const component = this.#log.componentOf(keyOf(first!));
    await this.#move(component);
    return this.#answer(identifiers, draft.once?.device ?? draft.handedTo);
  }

  /** Undoes a claim [I4]. False where there is none of this id. */
  async unlink(id: string, now: number): Promise<boolean> {
    const known = this.#log.claim(id);
    if (known?.kind !== 'link') return false;
    const done = this.#sql.exec('SELECT 1 FROM claims WHERE undoes = ?', id).toArray().length > 0;
    if (!done) {
      const stamp = this.#log.nextStamp();
      takeUnlink(this.#log, { kind: 'unlink', id: `u${stamp}`, stamp, at: now, source: 'staff', undoes: id });
    }
    await this.#moveSeats(familyOf(this.#log, known.identifiers.map(keyOf)).flatMap(seatsOf));
    return true;
  }

  /** The users that a device is joined with: none, or one. */
  usersOf(device: string): string[] {
    const members = this.#log.componentOf(keyOf({ kind: 'device', value: device }))?.identifiers ?? [];
    return members.filter(({ kind }) => kind === 'user_id').map(({ value }) => value);
  }

  /** Where a seat lives, or null where it never took part in a claim: then it lives at home. */
  whereIs(seat: string): Place | null {
    const record = this.#log.seat(seat);
    return record ? { person: record.lives, epoch: record.epoch } : null;
  }

  /** The joined person of an identifier, or null. */
  lookUp(identifier: Identifier): Joined | null {
    return joinedOf(this.#log, identifier);
  }

  /** Why two identifiers are one person, a sentence a claim; null where they are not. */
  explain(a: Identifier, b: Identifier): string[] | null {
    const chain = explain(familyOf(this.#log, [keyOf(a)]), a, b);
    return chain ? inWords(chain) : null;
  }

  settings(): IdentitySettings {
    return this.#settings.read();
  }

  changeSettings(patch: Partial<Omit<IdentitySettings, 'keys'>>): IdentitySettings {
    return this.#settings.change(patch);
  }

  addKey(key: IdentityKey): IdentitySettings {
    return this.#settings.addKey(key);
  }

  removeKey(id: string): IdentitySettings {
    return this.#settings.removeKey(id);
  }

  /** Notes a sighting for suggestions [I9]; not of a device that was erased. */
  async sight(sighting: Sighting): Promise<void> {
    if (Object.keys(await this.erasedAmong([sighting.device])).length === 0) this.#sightings.add(sighting);
  }

  forgetSightings(): void {
    this.#sightings.clear();
  }

  /** Devices that were seen together and are not one person, the most often first. */
  sightedPairs(limit: number): [Sighted, Sighted][] {
    const personOf = (device: string) => this.#log.componentOf(keyOf({ kind: 'device', value: device }))?.person;
    return this.#sightings
      .pairs(limit)
      .filter(([a, b]) => personOf(a) === undefined || personOf(a) !== personOf(b))
      .map(([a, b]) => [this.#sightings.of(a), this.#sightings.of(b)]);
  }

  counts() {
    return this.#log.counts();
  }

  /**
   * Forgets a person: everything that is joined with the identifier, or the device alone. Returns the receipt once what can be
   * done at once is done; null where nobody is known by it.
   */
  async erase(
    site: string,
    identifier: Identifier,
    scope: ErasureReceipt['scope'],
    now: number,
  ): Promise<ErasureReceipt | null> {
    this.#sql.exec('INSERT OR IGNORE INTO meta (id, site) VALUES (1, ?)', site);
    const component = scope === 'person' ? this.#log.componentOf(keyOf(identifier)) : undefined;
    const identifiers = component?.identifiers ?? [identifier];
    const id = await this.#eraser.begin(site, identifiers, scope, now);
    this.#sightings.forget(identifiers.filter(({ kind }) => kind === 'device').map(({ value }) => value));
    if (id === null) return null;
    await this.#setAlarm();
    await this.#eraser.run(site, now, id);
    await this.#setAlarm();
    return this.#eraser.receipt(id);
  }

  /**
   * What was said of an erased user without a date may have been said before, and joins nobody. From here on it counts: the
   * shop's staff knows that they are back. Nothing that was erased comes back. @returns false where nobody of it was erased
   */
  async readmit(identifier: Identifier, now: number): Promise<boolean> {
    return this.#erasures.readmit(await sha256Hex(keyOf(identifier)), now);
  }

  receipt(id: string): ErasureReceipt | null {
    return this.#eraser.receipt(id);
  }

  /** What was erased here, without whom. */
  erasures(): { count: number; open: number; tombstones: number; newest: ErasureReceipt[] } {
    const { newest, ...counts } = this.#erasures.summary(RECEIPTS_SHOWN);
    return { ...counts, newest: newest.flatMap((id) => this.#eraser.receipt(id) ?? []) };
  }

  /** Of these names of sequences or keys of identifiers, the ones that were erased, and when. */
  async erasedAmong(names: readonly string[]): Promise<Record<string, number>> {
    const digests = await Promise.all(names.map((name) => sha256Hex(name)));
    const buried = this.#erasures.buried(digests);
    return Object.fromEntries(
      names.flatMap((name, i) => (buried[digests[i]!] === undefined ? [] : [[name, buried[digests[i]!]!]])),
    );
  }

  override async alarm(): Promise<void> {
    const [meta] = this.#sql.exec<{ site: string }>('SELECT site FROM meta').toArray();
    if (!meta) return;
    // The platform gives up after six failures, so a failure is caught inside and the alarm set again.
    const moving = this.#log.moving(MOVES_AN_ALARM).map(({ seat }) => seat);
    const failed = [
      moving.length > 0 && (await this.#mover.run(meta.site, moving)),
      await this.#eraser.run(meta.site, Date.now()),
    ];
    this.#failures = failed.includes(true) ? this.#failures + 1 : 0;
    await this.#setAlarm();
  }

  /** For whatever is due next: a move or a piece of an erasure at once, later after failures; a second run when it is time. */
  async #setAlarm(): Promise<void> {
    const now = Date.now();
    const soon = now + Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** this.#failures);
    const erasure = this.#erasures.due();
    const due = this.#log.moving(1).length > 0 || erasure === 0 ? soon : erasure;
    if (due === undefined) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(Math.max(due, now));
  }

  /** The seat and home of a user_id or device; undefined for other kinds, null for a device that was erased. */
  async #homeOf(site: string, { kind, value }: Identifier) {
    if (kind !== 'device' && kind !== 'user_id') return undefined;
    const seat = await seatName(kind, value);
    const known = this.#log.seat(seat);
    if (known) return { seat, person: known.home, since: known.since };
    const home = await directoryOf(this.env, site, kind, value).resolve(kind, value);
    return home && { seat, person: home.person, since: home.since };
  }

  /** Whether a device is joined with others than the rest of the claim. */
  #isElsewhere(device: string, identifiers: readonly Identifier[]): boolean {
    const own = this.#log.componentOf(keyOf({ kind: 'device', value: device }));
    return own !== undefined && identifiers.some((one) => this.#log.componentOf(keyOf(one))?.person !== own.person);
  }

  async #move(component: Component | undefined): Promise<void> {
    await this.#moveSeats((component?.identifiers ?? []).flatMap(({ home }) => (home ? [home.seat] : [])));
  }

  /** Carries out the moves of these seats; what is left wakes the alarm. */
  async #moveSeats(seats: readonly string[]): Promise<void> {
    const due = [...new Set(seats)].filter((seat) => this.#log.seat(seat)?.move);
    if (due.length === 0 && this.#log.moving(1).length === 0) return;
    // Before the first step, so that a crash after any step is followed by an alarm.
    await this.#setAlarm();
    const { site } = this.#sql.exec<{ site: string }>('SELECT site FROM meta').one();
    const failed = await this.#mover.run(site, due);
    this.#failures = failed ? this.#failures + 1 : 0;
    await this.#setAlarm();
  }

  /**
   * What the claim came to, once its moves have run.
   * @param presenter of a claim that names two devices, the one that asks
   */
  #answer(identifiers: readonly Identifier[], presenter?: string): Claimed {
    const device = identifiers.find(({ kind, value }) => kind === 'device' && (presenter ?? value) === value);
    const [other = device!] = identifiers.filter((one) => one !== device);
    const component = this.#log.componentOf(keyOf(other));
    const member = device && component?.identifiers.find((one) => keyOf(one) === keyOf(device));
    if (!component || (device && !member)) {
      return { outcome: 'refused', reason: 'a limit, or the shop, keeps it apart' };
    }
    const seat = member?.home && this.#log.seat(member.home.seat);
    if (seat?.move) return { outcome: 'moving' };
    return { outcome: 'joined', ...(seat && { device: { person: seat.lives, epoch: seat.epoch } }) };
  }
}

const seatsOf = (claim: { kind: string; identifiers?: readonly { home?: { seat: string } }[] }): string[] =>
  (claim.identifiers ?? []).flatMap(({ home }) => (home ? [home.seat] : []));

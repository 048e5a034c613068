/** What was gathered on a page → what its owner should know of it, in their words, with the fix. Pure. */

export interface Facts {
  site: string;
  /** Origins of the worker and of this page. */
  endpoint: string;
  origin: string;
  /** Script tags of ours in the page. */
  tags: number;
  consent: { tier: string; isShops: boolean };
  hasTcf: boolean;
  /** Global Privacy Control. */
  isPrivate: boolean;
  /** What the worker said to a question of this panel's. */
  worker: 'asking' | 'fine' | 'refused' | 'unreachable' | 'off';
  /** Of the page's policy, where it concerns us: directive and what was blocked. */
  blocked: [directive: string, what: string][];
  events: {
    name: string;
    t: number;
    items: { item_id: string; item_name?: string; price?: number; availability?: string }[];
    currency?: string;
  }[];
  /** Names that the page pushed into `dataLayer` twice with the same items. */
  repeated: string[];
  /** `needs`: the height that would show all of it, px. */
  shelves: { placement: string | null; state: string; height: number; needs: number }[];
  /** Layout shift that shelves caused; undefined where the browser does not tell. */
  shift: number | undefined;
  /** Events that wait, where they are kept. */
  waiting: number | undefined;
  /** When the last answer to events came, as a clock shows it, and its status. */
  answered?: [at: string, status: number] | undefined;
  /** Nothing was left unheard before the panel came. */
  isWhole: boolean;
  identity?: { hasDevice: boolean; hasProfile: boolean; items: number } | undefined;
}

export type Grade = 'fine' | 'look' | 'wrong' | 'note';
export type Finding = [grade: Grade, title: string, text: string];

/** By tier: how far the shopper agrees, and what follows. */
const TIERS: Record<string, [short: string, long: string]> = {
  contextual: ['nothing is kept', 'nothing is kept in this browser, shelves are chosen by the page alone'],
  session: ['this visit', 'this visit is known until the tab is closed, nothing longer'],
  device: ['this browser', 'this browser remembers what was looked at, the server does not know who it is'],
  person: ['this shopper', 'what this shopper does is kept, here and in your own Edgewise'],
};

/** Shelves of what the shopper did: empty is right where that is nothing. */
const HISTORY = /^(recently-viewed|continue)$/;

const PRICED = /^(view_item|add_to_cart|remove_from_cart|begin_checkout|purchase|view_cart)$/;
const unique = (all: string[]): string => [...new Set(all)].join(', ');

function judgeTag({ tags, site }: Facts): Finding {
  if (!site) return ['wrong', 'No site', 'The script tag has no data-site. Paste it again from the install page.'];
  if (tags > 1)
    return [
      'wrong',
      `The script is on this page ${tags} times`,
      'Only the first one counts. Look for it in the theme and in Tag Manager, and keep one.',
    ];
  return ['fine', 'The script is here', `Once, for the site “${site}”.`];
}

function judgeWorker({ worker, endpoint, origin, site, blocked }: Facts): Finding {
  switch (worker) {
    case 'refused':
      return [
        'wrong',
        'Edgewise does not accept this shop',
        `Add ${origin} to the origins of “${site}”, or correct data-site in the script tag: the install page has it.`,
      ];
    case 'unreachable':
      return [
        'wrong',
        'Edgewise does not answer',
        `${endpoint} cannot be reached from this page. ${blocked[0] ? 'What blocks it is the page’s security policy: what to add to it stands below.' : 'An ad blocker may stand in between, or the address in the script tag is wrong.'}`,
      ];
    case 'off':
      return [
        'look',
        'Switched off',
        'The site’s settings have turned the script off: nothing is sent and no shelf is shown.',
      ];
    case 'asking':
      return ['note', 'Edgewise', 'Waiting for its answer …'];
    default:
      return ['fine', 'Edgewise answers', `${endpoint} accepts this shop.`];
  }
}

function judgePolicy({ blocked, endpoint }: Facts): Finding {
  const fixes = blocked.map(([directive]) =>
    /trusted-types/.test(directive)
      ? 'trusted-types edgewise'
      : `${directive.replace(/-(elem|attr)$/, '')} ${endpoint}`,
  );
  if (!blocked[0]) return ['fine', 'Security policy', 'It blocks nothing of ours.'];
  return [
    'wrong',
    'The page’s security policy blocks us',
    `Add to the Content-Security-Policy header: ${unique(fixes)}.`,
  ];
}

function judgeConsent({ consent: { tier, isShops }, hasTcf, isPrivate }: Facts): Finding {
  const tool = hasTcf ? 'the consent dialogue (TCF)' : 'Google Consent Mode';
  const by = isShops ? 'your page' : tier === 'contextual' ? undefined : tool;
  const told = by ? `As ${by} says (“${tier}”): ` : 'Nobody has said yet what the shopper agrees to, so ';
  const held = isPrivate ? ' This browser asks not to be tracked (Global Privacy Control), which caps it.' : '';
  const fix = by
    ? ''
    : ' Dialogues with TCF or Google Consent Mode are heard by themselves; any other has to call edgewise("consent", "person") when the shopper agrees.';
  const [short, long] = TIERS[tier]!;
  return [by ? 'fine' : 'look', `Consent: ${short}`, `${told}${long}.${held}${fix}`];
}

function judgeEvents({ events, repeated, isWhole }: Facts): Finding[] {
  const found: Finding[] = [];
  const priced = events.filter(({ name }) => PRICED.test(name));
  const unpriced = priced.filter(({ items }) => items.some(({ price }) => price === undefined));
  const bare = priced.filter(({ currency, items }) => !currency && items.some(({ price }) => price !== undefined));
  const empty = priced.filter(({ items }) => !items[0]);
  const soonMs = 2_000;
  const same = (a: Facts['events'][0], b: Facts['events'][0]) =>
    a.name === b.name && `${a.items.map(({ item_id }) => item_id)}` === `${b.items.map(({ item_id }) => item_id)}`;
  const twice = events.filter((event, at) =>
    events.slice(0, at).some((one) => same(one, event) && event.t - one.t < soonMs),
  );
  const names = (of: { name: string }[]) => unique(of.map(({ name }) => name));
  const free = unpriced.flatMap(({ items }) => items.filter(({ price }) => price === undefined));
  const few = unique(free.map(({ item_id }) => `“${item_id}”`).slice(0, 3));
  if (unpriced[0])
    found.push([
      'look',
      'Prices are missing',
      `${names(unpriced)}: ${few}${free[3] ? ' and more' : ''} without a price. Ask whoever looks after your theme to add price to each of items[], as a number: revenue needs it.`,
    ]);
  if (bare[0])
    found.push([
      'look',
      'The currency is missing',
      `${names(bare)}: prices come without a currency, so your site’s own is taken. Add currency, such as "EUR".`,
    ]);
  if (empty[0])
    found.push(['look', 'Products are missing', `${names(empty)}: without items[] nothing can be learned from it.`]);
  if (repeated[0] || twice[0])
    found.push([
      'look',
      'Events come twice',
      `${unique([...repeated, ...twice.map(({ name }) => name)])}: theme and Tag Manager may both send them. Page, product and order count once all the same; for the rest, remove one.`,
    ]);
  const heard = events[0] ? unique(events.map(({ name }) => name)) : 'none yet';
  const late = isWhole ? '' : ' (the first hundred, and those since this panel is open)';
  if (!found[0]) found.push(['fine', 'Events', `Seen: ${heard}${late}.`]);
  else found.push(['note', 'Events', `Seen: ${heard}${late}.`]);
  return found;
}

/** What Edgewise takes the page's product to be, for its owner to compare. */
function judgeProduct({ events }: Facts): Finding {
  const seen = events.filter(({ name, items }) => name === 'view_item' && items[0]).pop();
  if (!seen)
    return [
      'note',
      'This page’s product',
      'None was recognised. That is right for a home page or a list; the page of a product has to state it, in JSON-LD, in microdata or in dataLayer.',
    ];
  const { item_id: id, item_name: name, price, availability } = seen.items[0]!;
  const known = [
    name ? `${name} (${id})` : id,
    price === undefined ? 'no price' : `${price} ${seen.currency ?? ''}`.trim(),
    availability?.replaceAll('_', ' '),
  ];
  return [
    'note',
    'This page’s product',
    `${known.filter(Boolean).join(', ')}. Its id, “${id}”, has to be the one in your catalogue.`,
  ];
}

/** Less hides nothing. */
const CUT_PX = 16;

function judgeShelves({ shelves, shift }: Facts): Finding[] {
  if (!shelves[0])
    return [
      [
        'note',
        'Shelves',
        'There is none on this page. Put <edgewise-recs placement="similar"></edgewise-recs> where one should stand.',
      ],
    ];
  const found = shelves.map(({ placement, state, height, needs }): Finding => {
    const title = `Shelf “${placement ?? ''}”`;
    if (!placement) return ['wrong', 'A shelf without a placement', 'Say which one it is: placement="similar".'];
    if (state === 'unknown')
      return ['wrong', title, 'Your plan has no shelf of this name. The install page lists the names that there are.'];
    if (state === 'failed')
      return [
        'wrong',
        title,
        'Edgewise gave no answer, or the script’s part that shows shelves could not be loaded. It is tried again; the page stays as it was.',
      ];
    if (state === 'empty' && HISTORY.test(placement))
      return [
        'note',
        title,
        'Empty, as it should be until this shopper has looked at more, and agreed that it is kept.',
      ];
    if (state === 'empty')
      return ['look', title, 'Nothing to show: is the catalogue imported, with prices for this market?'];
    if (state === 'waiting') return ['note', title, 'Not asked for yet, or waiting for its answer.'];
    if (!height) return ['look', title, 'It takes no space: is it hidden by the theme?'];
    if (needs > height + CUT_PX)
      return [
        'look',
        title,
        `${state}, cut: it needs ${needs} px and has ${height}. Paste the style of the install page, which keeps space for each shelf.`,
      ];
    return ['fine', title, `${state}.`];
  });
  const moved = shift?.toFixed(3);
  if (shift === undefined) found.push(['note', 'Layout shift', 'This browser does not tell. Chrome and Edge do.']);
  else if (shift > 0.001)
    found.push([
      'wrong',
      `Shelves moved the page (${moved})`,
      'Paste the style that reserves their space into the head of the page: the install page has it.',
    ]);
  else found.push(['fine', 'Layout shift', 'Shelves moved nothing.']);
  return found;
}

function judgeKept({ waiting, answered, identity, consent }: Facts): Finding[] {
  const queue =
    waiting === undefined
      ? 'Events are kept in this page until they are sent'
      : `${waiting} waiting to be sent or confirmed`;
  const last = answered ? `last answer at ${answered[0]} (${answered[1]})` : 'no answer yet';
  const isBad = !!answered && answered[1] >= 400;
  const found: Finding[] = [[isBad ? 'look' : 'fine', 'Sending', `${queue}; ${last}.`]];
  if (identity) {
    const who = identity.hasDevice ? 'This browser has a number of its own' : 'This browser has no number';
    const profile =
      consent.tier === 'person' ? `, its profile ${identity.hasProfile ? 'is here' : 'has not come yet'}` : '';
    found.push([
      'note',
      'Who this is',
      `${who}${profile}; ${identity.items} things in its history. Names and addresses are not kept here.`,
    ]);
  }
  return found;
}

/** What is wrong first. */
export function judge(facts: Facts): Finding[] {
  const grades: Grade[] = ['wrong', 'look', 'fine', 'note'];
  return [
    judgeTag(facts),
    judgeWorker(facts),
    judgePolicy(facts),
    judgeConsent(facts),
    ...judgeEvents(facts),
    judgeProduct(facts),
    ...judgeShelves(facts),
    ...judgeKept(facts),
  ].sort(([a], [b]) => grades.indexOf(a) - grades.indexOf(b));
}

/** Every limit of the wire [W8]. Each is tested at N and at N + 1. Lengths are UTF-16 code units, sizes are bytes. */
export const LIMITS = {
  /** Body of one collect or widgets request, bytes. keepalive and sendBeacon share 64 KiB in flight. */
  batchBytes: 60 * 1024,
  /** Nesting of a request's JSON: the body itself is level 1. */
  depth: 8,
  eventsPerBatch: 500,
  voidRangesPerBatch: 500,
  /** How far above the acknowledged number an event's number may lie. */
  sequenceAhead: 100_000,
  /** Separate gaps the server remembers for one device; more are refused. */
  sequenceGaps: 1_000,
  itemsPerEvent: 200,
  paramsPerEvent: 64,
  /** A price, an event's value, and what its items come to, in whole units of the currency. */
  amount: 1e10,
  eventNameLength: 40,
  paramNameLength: 40,
  paramValueLength: 1_024,
  idLength: 128,
  nameLength: 512,
  urlLength: 2_048,
  searchTermLength: 256,
  routeLength: 120,
  capsuleLength: 2_048,
  /** A nonce of the shop's Content Security Policy. */
  nonceLength: 128,
  placementsPerRequest: 16,
  seenPerRequest: 100,
  cardsPerShelf: 48,
  /** One line of a catalogue or behaviour import, bytes. */
  importLineBytes: 64 * 1024,
  /** Of a catalogue import's rows. Where more are refused, the file is wrong and not its rows: nothing of it is taken. */
  importRefusedShare: 0.9,
  /** A catalogue import of fewer rows is somebody's trial: each row is told by itself, as long as one is good. */
  importJudgedRows: 20,
  /** The name of an import that comes in several requests. */
  importNameLength: 64,
  marketsPerProduct: 64,
  categoriesPerProduct: 5,
  descriptionLength: 5_000,
  serverEventsBytes: 256 * 1024,
  /** Events that travel in one queue message, and so one event, bytes of its JSON. The platform takes 128 KB. */
  messageBytes: 96 * 1024,
  reasonLength: 200,
  /** A token that proves who logged in: a JWT, or the HMAC form [W12]. */
  tokenLength: 4_096,
  /** From when it was made, else from now, to its `exp`, ms. */
  tokenLifetime: 90 * 86_400_000,
  /** A one-time link's token [W13]. */
  linkLength: 512,
  /** Levels of one condition: what it says of an attribute is a level. */
  conditionDepth: 16,
  /** Keys in one condition, all levels together. */
  conditionParts: 500,
  /** Named segments of one shop; each id travels in the capsule of who is in it. */
  segments: 20,
  segmentIdLength: 24,
  /** A pattern in a condition. Matching costs at most states × input steps. */
  patternLength: 256,
  patternStates: 1_000,
  /** A longer text matches no pattern. The longest thing asked about is a URL. */
  patternInput: 2_048,
  /** A plan's JSON, bytes, and its nesting. */
  planBytes: 256 * 1024,
  planDepth: 24,
  planPlacements: 64,
  planRules: 200,
  planExperiments: 50,
  armsPerExperiment: 10,
  /** Strategies that one placement falls back on or mixes. */
  chainLinks: 8,
  /** Units an arm of a bandit has at least before shares move. */
  banditStart: 100,
  /** Items, brands or categories that one rule names. */
  namesPerRule: 500,
  titleLength: 120,
  /** A shop's own templates in one plan, and the Liquid of one, characters. */
  planTemplates: 20,
  templateLength: 16 * 1024,
  /** One `{{…}}` or `{%…%}` of a template, characters. */
  templateExpression: 400,
  /** What one rendering may take: nodes and operators visited, characters and entries worked on, characters written. */
  templateSteps: 10_000,
  templateMemory: 1_000_000,
  templateOutput: 128 * 1024,
  /** Tiles, steps or articles of one placement, and the text of one. */
  contentEntries: 24,
  contentTextLength: 300,
  /** A preview link's token. */
  previewLength: 256,
  /** Failed sign-ins of one network in 15 minutes. */
  failedSignIns: 10,
  /** Why somebody of the staff changed something. */
  whyLength: 500,
  /** Sessions that a draft is tried on in one request. */
  simulatedSessions: 1_000,
  /** What an experiment is to show, and what it has shown; and experiments with such a note. */
  noteLength: 4_000,
  experimentNotes: 1_000,
  /** Experiments whose arms and weights are known when no plan has them any more, and changes of one that are. */
  experimentsKnown: 1_000,
  /** First arms that one device remembers: more than all of one plan, with two steps of each of its bandits. */
  exposuresKept: 180,
  experimentPeriods: 50,
} as const;

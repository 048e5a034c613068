/** Why a row of a feed is not taken, in words that a shop's owner can act on. Never leaves `parseRow`. */
export class Refusal extends Error {}

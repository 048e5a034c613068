export interface Release {
  /** Names of its parts, and of those that are kept of the release before. */
  parts: string[];
  former: string[];
  /** By name. */
  texts: Record<string, string>;
}
export function formerParts(before: Release | undefined, parts: string[]): Record<string, string>;
/** Makes `served` what `next` is; each file in one step. */
export function takePlace(next: string, served: string): Promise<void>;
export function buildAll(): Promise<void>;

export interface Release {
  /** Names of its parts, and of those that are kept of the release before. */
  parts: string[];
  former: string[];
  /** By name. */
  texts: Record<string, string>;
}
export function formerParts(before: Release | undefined, parts: string[]): Record<string, string>;
export function buildAll(): Promise<void>;

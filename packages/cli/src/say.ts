/** What a command prints: words for people, or one JSON object with `--json`. */
import type { Options } from './arguments.ts';

export const print = (text: string): void => {
  process.stdout.write(text);
};

/** @returns the exit code 0 */
export function say(options: Options, result: object, words: string): number {
  print(options.flag('json') ? `${JSON.stringify(result)}\n` : words);
  return 0;
}

/** Options of a command, checked: an unknown or missing one is named. */
import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

export interface Options {
  /** Value of an option, or undefined. */
  text(name: string): string | undefined;
  /** @throws UsageError where the option is missing. */
  required(name: string): string;
  flag(name: string): boolean;
  /** @throws UsageError for what is no number from `least`. */
  number(name: string, otherwise: number, least: number): number;
}

export function readOptions(args: string[], known: { values: readonly string[]; flags: readonly string[] }): Options {
  const values = parse(args, known);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) throw new UsageError(`--${name} is missing`);
      return value;
    },
    flag: (name) => values[name] === true,
    number(name, otherwise, least) {
      const value = text(name);
      if (value === undefined) return otherwise;
      const number = Number(value);
      if (value.trim() === '' || !Number.isFinite(number) || number < least) {
        throw new UsageError(`--${name} is '${value}', expected a number from ${least}`);
      }
      return number;
    },
  };
}

function parse(
  args: string[],
  known: { values: readonly string[]; flags: readonly string[] },
): Record<string, unknown> {
  try {
    return parseArgs({
      args,
      options: Object.fromEntries([
        ...known.values.map((name) => [name, { type: 'string' as const }] as const),
        ...known.flags.map((name) => [name, { type: 'boolean' as const }] as const),
      ]),
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

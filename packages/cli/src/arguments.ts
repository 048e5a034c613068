/** Options of a command, checked: an unknown or missing one is named. */
import { parseArgs } from 'node:util';
import { UsageError } from './command.ts';

export interface Known {
  values: readonly string[];
  flags: readonly string[];
  /** Names of what stands there without an option, each of them needed. */
  operands?: readonly string[];
}

export interface Options {
  /** What stands in the place of this operand. */
  operand(name: string): string;
  /** Value of an option, or undefined. */
  text(name: string): string | undefined;
  /** @throws UsageError where the option is missing. */
  required(name: string): string;
  flag(name: string): boolean;
  /** @throws UsageError for what is no number from `least`. */
  number(name: string, otherwise: number, least: number): number;
}

export function readOptions(args: string[], known: Known): Options {
  const { values, positionals } = parse(args, known);
  const operands = known.operands ?? [];
  if (positionals.length < operands.length) {
    throw new UsageError(`${operands[positionals.length]} is missing`);
  }
  if (positionals.length > operands.length) {
    throw new UsageError(`'${positionals[operands.length]}' is one argument too many`);
  }
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    operand: (name) => positionals[operands.indexOf(name)]!,
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

function parse(args: string[], known: Known): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({
      args,
      options: Object.fromEntries([
        ...known.values.map((name) => [name, { type: 'string' as const }] as const),
        ...known.flags.map((name) => [name, { type: 'boolean' as const }] as const),
      ]),
      strict: true,
      allowPositionals: known.operands !== undefined,
    });
  } catch (error) {
    // Node goes on to explain how to write an argument that begins with a dash.
    throw new UsageError((error instanceof Error ? error.message : String(error)).split('. To specify', 1)[0]!);
  }
}

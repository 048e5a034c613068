/** `edgewise`: the registry of commands and what all of them share. To add one, add its file and a line here. */
import { type Command, Failure, UsageError } from './command.ts';
import { doctor } from './commands/doctor.ts';
import { evaluate } from './commands/evaluate.ts';
import { experiment } from './commands/experiment.ts';
import { exportLake } from './commands/export.ts';
import { importInto } from './commands/import.ts';
import { plan } from './commands/plan.ts';
import { train } from './commands/train.ts';

const COMMANDS: readonly Command[] = [importInto, exportLake, train, evaluate, plan, experiment, doctor];

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length)) + 2;
  return [
    'edgewise: personalisation for online shops, at the edge',
    '',
    'Usage: edgewise COMMAND [options]',
    '',
    'Commands:',
    ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    'edgewise COMMAND --help tells what a command takes and prints, with examples.',
    'Exit code: 0 done, 1 failed, 2 wrong arguments or an unreadable file.',
    '',
  ].join('\n');
}

/** What the system said of a file that a command was told to read or write; undefined of anything else. */
function fileFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, message }: NodeJS.ErrnoException = error;
  if (typeof code !== 'string' || typeof path !== 'string') return undefined;
  // Node says "ENOENT: no such file or directory, open 'x'".
  return `${path}: ${message.split(',', 1)[0]}`;
}

/** @returns the exit code */
export async function main(argv: string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    process.stderr.write(
      `edgewise: there is no command '${name}'; there are ${COMMANDS.map((known) => known.name).join(', ')}\n`,
    );
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`edgewise ${name}: ${error.message}\nedgewise ${name} --help tells what it takes.\n`);
      return 2;
    }
    if (error instanceof Failure) {
      process.stderr.write(`edgewise ${name}: ${error.message}\n`);
      return 1;
    }
    const fault = fileFault(error);
    if (fault !== undefined) {
      process.stderr.write(`edgewise ${name}: ${fault}\n`);
      return 2;
    }
    process.stderr.write(`edgewise ${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    return 1;
  }
}

/** What a command of the CLI is, and how it fails. */

export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** The whole of `edgewise NAME --help`. */
  help: string;
  /** @returns the exit code */
  run(args: string[]): Promise<number>;
}

/** The user can mend this: printed without a stack, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The work could not be done, and no argument is to blame: printed without a stack, exit code 1. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

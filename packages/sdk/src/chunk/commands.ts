/** Commands that few pages give. They come with the first of them, and cost the script nothing. */
import type { Report } from '../report.ts';
import type { Script } from '../script.ts';

type Command = (script: Script, ...given: never[]) => unknown;

const commands: Record<string, Command> = {
  debug: async (script, log?: Report[]) => (await import('./debug.ts')).open(script, log),
};

export function run(script: Script, name: string, given: never[]): unknown {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) console.warn('edgewise:', name);
  return command?.(script, ...given);
}

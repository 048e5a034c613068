/** Commands that few pages give. They come with the first of them, and cost the script nothing. */
import type { MeOptions } from '../me.ts';
import type { Script } from '../script.ts';

type Command = (script: Script, ...given: never[]) => unknown;

const commands: Record<string, Command> = {
  refresh: ({ _shelves: shelves }) => shelves._refresh(),
  debug: async (script) => (await import('./debug.ts')).open(script),
  export: (script, then?: Then, options?: MeOptions) => me('GET', script, then, options),
  erase: (script, then?: Then, options?: MeOptions) => me('DELETE', script, then, options),
};

/** Gets the answer; null where nothing is kept. */
type Then = (answer: unknown) => void;

async function me(method: 'GET' | 'DELETE', script: Script, then?: Then, options: MeOptions = {}): Promise<void> {
  const { ask } = await import('./rights.ts');
  const answer = await ask(method, options, script);
  then?.(answer);
}

export function run(script: Script, name: string, given: never[]): unknown {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) console.warn('edgewise:', name);
  return command?.(script, ...given);
}

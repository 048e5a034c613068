/** Whether a shop has come as far as its first shelf. Until then the console begins with the guide. */
import type { SetupAnswer } from '@edgewise/edge/routes/admin-setup';
import { signal } from '@preact/signals';
import { ApiFault, get } from './api.ts';
import { sitePath } from './site.ts';

export const isSetUp = ({ products, events, shelves_seen, origins }: SetupAnswer): boolean =>
  products > 0 && origins.length > 0 && events > 0 && shelves_seen > 0;

/** The site that still needs the guide, where one does. */
const beginner = signal<string | undefined>();

export const needsGuide = (id: string | undefined): boolean => id !== undefined && beginner.value === id;

export function noteSetup(id: string, setup: SetupAnswer): void {
  beginner.value = isSetUp(setup) ? undefined : id;
}

let looked: { id: string; done: Promise<void> } | undefined;

/** Asks once a site. A console that cannot learn it shows what it always shows. */
export function lookAtSetup(id: string): Promise<void> {
  if (looked?.id !== id) {
    const done = get<SetupAnswer>(sitePath(id, '/setup')).then(
      (setup) => noteSetup(id, setup),
      (cause: unknown) => {
        if (!(cause instanceof ApiFault)) throw cause;
      },
    );
    looked = { id, done };
  }
  return looked.done;
}

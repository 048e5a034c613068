import fc from 'fast-check';

/** Global set-up: one seed a run for every property test, printed so that a failure can be had again. */
export default function setup(): void {
  process.env.EDGEWISE_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`fast-check seed ${process.env.EDGEWISE_SEED} (EDGEWISE_SEED repeats it)\n`);
}

/** In each worker. */
if (process.env.EDGEWISE_SEED) fc.configureGlobal({ seed: Number(process.env.EDGEWISE_SEED) });

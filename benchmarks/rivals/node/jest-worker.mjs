// jest-worker, which has processes unless told otherwise.
import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';
import { run } from './rounds.mjs';

await run((numWorkers) => {
  const pool = new Worker(fileURLToPath(new URL('tasks.cjs', import.meta.url)), {
    numWorkers,
    exposedMethods: ['echo', 'successors', 'sleep'],
  });
  return { run: (task, value) => pool[task](value), close: () => pool.end() };
});

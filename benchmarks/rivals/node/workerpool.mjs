// workerpool, with processes.
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { run } from './rounds.mjs';

await run((workers) => {
  const script = fileURLToPath(new URL('workerpool-worker.cjs', import.meta.url));
  const pool = workerpool.pool(script, { workerType: 'process', minWorkers: workers, maxWorkers: workers });
  return { run: (task, value) => Promise.resolve(pool.exec(task, [value])), close: () => pool.terminate(true) };
});

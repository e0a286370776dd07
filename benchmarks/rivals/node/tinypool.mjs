// tinypool, with processes.
import { Tinypool } from 'tinypool';
import { run } from './rounds.mjs';

await run((workers) => {
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: new URL('tasks.cjs', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  return { run: (name, value) => pool.run(value, { name }), close: () => pool.destroy() };
});

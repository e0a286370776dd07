// child_process.fork alone: no pool, but what one on Node is made of. Messages go to the children in turn.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from './rounds.mjs';

await run((workers, packed) => {
  const script = fileURLToPath(new URL('fork-worker.cjs', import.meta.url));
  const waiting = new Map();
  const children = Array.from({ length: workers }, () => fork(script, { serialization: packed ? 'advanced' : 'json' }));
  for (const child of children) {
    child.on('message', ({ id, result }) => {
      waiting.get(id)(result);
      waiting.delete(id);
    });
  }
  let id = 0;
  return {
    run: (task, value) =>
      new Promise((resolve) => {
        waiting.set(++id, resolve);
        children[id % workers].send({ id, task, value });
      }),
    close: () => children.forEach((child) => child.disconnect()),
  };
});

import { Tinypool } from 'tinypool';

const pool = new Tinypool({
  runtime: 'child_process',
  filename: new URL('../tasks.cjs', import.meta.url).href,
  maxThreads: 2,
});
for (const result of await Promise.all([1, 2].map((value) => pool.run(value, { name: 'echo' })))) console.log(result);
await pool.destroy();

// The workloads, as any of Node's pools can be asked for them. A line on stdin is a round of so many jobs; its answer is a line of JSON on
// stdout. The end of stdin is the end.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const WORKERS = 2;
/** How many items of a chunked map travel together where the pool leaves that to its user. */
const CHUNK = 1000;

const workloads = { W1: roundTrips, W2: echoes, W3: chunkedMap, W4: payloads, W7: killedWorker };

/** openPool(workers, packed) gives run(task, value), which promises the result, and close(). */
export async function run(openPool) {
  const [workload, ...details] = process.argv.slice(2);
  const pool = await openPool(workload === 'W1' ? 1 : WORKERS, details[0] === 'packed');
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await workloads[workload](pool, Number(line), ...details)));
  }
  await pool.close();
}

function check(isRight) {
  if (!isRight) throw new Error('a result is not what it should be');
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function roundTrips(pool, count) {
  const took = [];
  const began = performance.now();
  for (let i = 0; i < count; i++) {
    const sent = performance.now();
    check((await pool.run('echo', i)) === i);
    took.push((performance.now() - sent) * 1e3);
  }
  const seconds = (performance.now() - began) / 1e3;
  return { seconds, us: median(took), p99: took[Math.min(count - 1, Math.floor(count * 0.99))] };
}

async function echoes(pool, count) {
  const began = performance.now();
  const results = await Promise.all(Array.from({ length: count }, (_, i) => pool.run('echo', i)));
  const seconds = (performance.now() - began) / 1e3;
  check(results.every((result, i) => result === i));
  return { seconds };
}

async function chunkedMap(pool, count) {
  const began = performance.now();
  const chunks = [];
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    chunks.push(pool.run('successors', Array.from({ length }, (_, i) => from + i)));
  }
  const results = (await Promise.all(chunks)).flat();
  const seconds = (performance.now() - began) / 1e3;
  check(results.length === count && results.every((result, i) => result === i + 1));
  return { seconds };
}

async function payloads(pool, count, kind, size) {
  const value = payload(kind, Number(size));
  const took = [];
  for (let i = 0; i < count; i++) {
    const sent = performance.now();
    const result = await pool.run('echo', value);
    took.push(performance.now() - sent);
    check(result.length === value.length);
    check(kind === 'text' ? result === value : value.every((number, at) => result[at] === number));
  }
  return { seconds: took.reduce((sum, each) => sum + each, 0) / 1e3, ms: median(took) };
}

function payload(kind, size) {
  if (kind === 'text') return 'x'.repeat(size);
  const numbers = Array.from({ length: size }, (_, i) => i / 7);
  return kind === 'packed' ? Float64Array.from(numbers) : numbers;
}

async function killedWorker(pool, count) {
  const outcomes = { right: 0, failed: 0, unsettled: count };
  const settled = [];
  for (let i = 0; i < count; i++) {
    settled.push(
      pool.run('sleep', 5).then(
        (result) => { outcomes.right += result === 5 ? 1 : 0; },
        () => { outcomes.failed++; },
      ).finally(() => {
        if (--outcomes.unsettled === count - Math.ceil(count / 10)) process.kill(firstChild(), 'SIGKILL');
      }),
    );
  }
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, 5000 + count * 20); });
  await Promise.race([Promise.all(settled), late]);
  clearTimeout(timer);
  return { ...outcomes };
}

function firstChild() {
  return Number(readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ')[0]);
}

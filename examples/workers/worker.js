// A worker in Node: spindle run -t prime examples/primes.ndjson --worker-command 'node examples/workers/worker.js'
// Jobs run in a thread: so the main one hears of a cancel, and of the end, while a job computes, and can end it.
const { Worker, isMainThread, parentPort } = require('worker_threads');
const utf8 = new TextDecoder('utf-8', { fatal: true }), write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // what anybody prints is no message
const send = (message, text = JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n') =>
  isMainThread ? write(text) : parentPort.postMessage({ text, isAnswer: 'id' in message });
const refuse = (id, code, { name, message, stack }) =>
  send({ id, error: { code, message, data: { type: name, message, stack: stack.split('\n').slice(1) } } });
const power = (x, n, m) => n === 0n ? 1n : power(x * x % m, n / 2n, m) * (n % 2n ? x : 1n) % m;
const tasks = {
  echo: value => value,
  fail: message => { throw new Error(message); },
  sleep: millis => new Promise(resolve => setTimeout(resolve, millis, null)),
  async count(tenths, token) { // of a second
    for (let i = 0; i < tenths; i++, await tasks.sleep(100))
      send({ method: '$/progress', params: { token, value: { fraction: i / tenths, message: `at ${i}` } } });
    return tenths;
  },
  prime(input) { // by Miller and Rabin
    const n = BigInt(input), bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n], exponents = [];
    if (n < 41n || n % 2n === 0n) return bases.includes(n);
    for (let e = n - 1n; e % 2n === 0n;) exponents.unshift(e /= 2n);
    return bases.every(a => power(a, exponents[0], n) === 1n || exponents.some(e => power(a, e, n) === n - 1n));
  },
};
if (!isMainThread) parentPort.on('message', async ({ id, params }) => {
  try { send({ id, result: await tasks[params.task](params.input, id) ?? null }); }
  catch (e) { refuse(id, tasks[params.task] ? -32000 : -32602, e); }
});
let thread, running, waiting = [], parts = [];
function next() {
  running = waiting.shift();
  if (running) (thread ??= new Worker(__filename).on('exit', status => process.exit(status))
    .on('message', ({ text, isAnswer }) => { write(text); if (isAnswer) next(); })).postMessage(running);
}
function cancel(id) {
  const at = waiting.findIndex(job => job.id === id);
  if (at >= 0 || running?.id === id) refuse(id, -32800, new Error('cancelled'));
  if (at >= 0) waiting.splice(at, 1);
  else if (running?.id === id) { thread.removeAllListeners().terminate(); thread = undefined; next(); }
}
function receive({ id, method, params }) {
  if (method === 'initialize') send({ id, result: { protocolVersion: 1, name: 'worker.js', version: '1',
    processId: process.pid, tasks: Object.keys(tasks).map(name => ({ name, description: `${name}, in Node` })),
    capabilities: { concurrency: 1, cancel: true, progress: true } } });
  else if (method === 'task/run') { if (waiting.push({ id, params }) && !running) next(); }
  else if (method === '$/cancelRequest') cancel(params.id);
  else if (method === 'shutdown') send({ id, result: null });
  else if (method === 'exit') process.exit(0);
  else if (method && id !== undefined) refuse(id, -32601, new Error(`no method ${method}`));
}
if (isMainThread) process.stdin.on('end', () => process.exit(1)).on('data', chunk => {
  for (let end; (end = chunk.indexOf(10)) >= 0; chunk = chunk.subarray(end + 1)) {
    const line = utf8.decode(Buffer.concat([...parts.splice(0), chunk.subarray(0, end)]));
    receive(JSON.parse(line.replace(/^(\{[^{}]*\{"task":"prime","input":)(\d{16,})/, '$1"$2"'))); // no number is so long
  }
  parts.push(chunk);
});

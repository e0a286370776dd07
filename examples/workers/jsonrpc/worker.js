// A worker on a library for JSON-RPC, which speaks the framing of language servers. Once: npm ci (in this folder). Then:
// spindle run -t prime examples/primes.ndjson --framing header --worker-command 'node examples/workers/jsonrpc/worker.js'
const { PassThrough } = require('stream');
const { Worker } = require('worker_threads');
const { createMessageConnection, StreamMessageReader, StreamMessageWriter, ResponseError } = require('vscode-jsonrpc/node');

const utf8 = new TextDecoder('utf-8', { fatal: true });
const decode = async bytes => JSON.parse(utf8.decode(bytes)
  .replace(/^(\{[^{}]*\{"task":"prime","input":)(\d{16,})/, '$1"$2"')); // no number is so long: it comes as its digits
const reader = new StreamMessageReader(process.stdin, { contentTypeDecoder: { name: 'application/json', decode } });
const channel = new PassThrough().on('data', process.stdout.write.bind(process.stdout));
const connection = createMessageConnection(reader, new StreamMessageWriter(channel));
process.stdout.write = process.stderr.write.bind(process.stderr); // what anybody else prints is no message

const power = (x, n, m) => n === 0n ? 1n : power(x * x % m, n / 2n, m) * (n % 2n ? x : 1n) % m;
const tasks = {
  echo: value => value,
  fail: message => { throw new Error(message); },
  sleep: (millis, cancel) => new Promise((resolve, reject) => {
    setTimeout(resolve, millis, null);
    cancel.onCancellationRequested(() => reject(new ResponseError(-32800, 'cancelled')));
  }),
  prime(input) { // by Miller and Rabin
    const n = BigInt(input), bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n], exponents = [];
    if (n < 41n || n % 2n === 0n) return bases.includes(n);
    for (let e = n - 1n; e % 2n === 0n;) exponents.unshift(e /= 2n);
    return bases.every(a => power(a, exponents[0], n) === 1n || exponents.some(e => power(a, e, n) === n - 1n));
  },
};

async function run({ task, input }, cancel) {
  if (!Object.hasOwn(tasks, task)) throw new ResponseError(-32602, `no task ${task}`);
  try {
    return await tasks[task](input, cancel) ?? null;
  } catch (e) {
    if (e instanceof ResponseError) throw e;
    throw new ResponseError(-32000, e.message, { type: e.name, message: e.message, stack: e.stack.split('\n').slice(1) });
  }
}
let last = Promise.resolve(); // one job at a time: the next begins when the answer of the one before is on its way
connection.onRequest('task/run', (params, cancel) => {
  const answer = last.then(() => run(params, cancel));
  last = answer.catch(() => {}).then(() => new Promise(setImmediate));
  return answer;
});
connection.onRequest('initialize', () => ({ protocolVersion: 1, name: 'jsonrpc', version: '1', processId: process.pid,
  tasks: Object.keys(tasks).map(name => ({ name, description: `${name}, in Node` })),
  capabilities: { concurrency: 1, cancel: true } }));
connection.onRequest('shutdown', () => null);
connection.onNotification('exit', () => process.exit(0));
connection.onError(() => process.exit(1)); // what came was no message
connection.onClose(() => process.exit(1)); // the coordinator is gone
connection.listen();
// A job that computes keeps this thread from hearing of that: then another one sees that the parent has changed.
new Worker(`setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 500)`, { eval: true });

'use strict';
const workerpool = require('workerpool');

const pool = workerpool.pool(require.resolve('../workerpool-worker.cjs'), { workerType: 'process', maxWorkers: 2 });
Promise.all([1, 2].map((value) => pool.exec('echo', [value])))
  .then((results) => results.forEach((result) => console.log(result)))
  .then(() => pool.terminate());

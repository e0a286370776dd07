'use strict';
const { Worker } = require('jest-worker');

const pool = new Worker(require.resolve('../tasks.cjs'), { numWorkers: 2, exposedMethods: ['echo'] });
Promise.all([1, 2].map((value) => pool.echo(value)))
  .then((results) => results.forEach((result) => console.log(result)))
  .then(() => pool.end());

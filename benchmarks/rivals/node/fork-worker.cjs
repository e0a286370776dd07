'use strict';
const tasks = require('./tasks.cjs');

process.on('message', async ({ id, task, value }) => {
  const result = tasks[task](value);
  process.send({ id, result: result instanceof Promise ? await result : result });
});

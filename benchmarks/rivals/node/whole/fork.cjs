'use strict';
const { fork } = require('node:child_process');

for (const value of [1, 2]) {
  const child = fork(require.resolve('../fork-worker.cjs'));
  child.on('message', ({ result }) => {
    console.log(result);
    child.disconnect();
  });
  child.send({ id: value, task: 'echo', value });
}

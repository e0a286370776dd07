'use strict';
// What the workers run.

exports.echo = (value) => value;
exports.successors = (numbers) => numbers.map((number) => number + 1);
exports.sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis, millis));

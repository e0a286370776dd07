"""multiprocessing.Pool."""

import contextlib
import multiprocessing

import rounds


class Pool:
    def __init__(self, pool):
        self.pool = pool

    def submit(self, task, value):
        return self.pool.apply_async(task, (value,))

    def result(self, handle, timeout=None):
        return handle.get(timeout)

    def map(self, task, values):
        return self.pool.map(task, values)

    def pids(self):
        return [child.pid for child in multiprocessing.active_children()]


@contextlib.contextmanager
def open_pool(workers):
    with multiprocessing.Pool(workers) as pool:
        yield Pool(pool)


if __name__ == "__main__":
    rounds.run(open_pool)

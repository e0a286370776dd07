"""loky's ProcessPoolExecutor."""

import contextlib

import executors
import find_loky
import rounds


@contextlib.contextmanager
def open_pool(workers):
    with find_loky.ProcessPoolExecutor(workers) as executor:
        yield executors.Executor(executor, workers)


if __name__ == "__main__":
    rounds.run(open_pool)

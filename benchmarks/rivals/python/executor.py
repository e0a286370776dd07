"""concurrent.futures.ProcessPoolExecutor."""

import concurrent.futures
import contextlib

import executors
import rounds


@contextlib.contextmanager
def open_pool(workers):
    with concurrent.futures.ProcessPoolExecutor(workers) as executor:
        yield executors.Executor(executor, workers)


if __name__ == "__main__":
    rounds.run(open_pool)

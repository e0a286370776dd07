"""What ProcessPoolExecutor and loky have in common."""


class Executor:
    def __init__(self, executor, workers):
        self.executor = executor
        self.workers = workers

    def submit(self, task, value):
        return self.executor.submit(task, value)

    def result(self, handle, timeout=None):
        return handle.result(timeout)

    def map(self, task, values):
        """In as many chunks as multiprocessing.Pool makes: left alone, an executor makes one of each value."""
        return list(self.executor.map(task, values, chunksize=max(1, len(values) // (4 * self.workers))))

    def pids(self):
        return list(self.executor._processes)

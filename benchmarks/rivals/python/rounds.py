"""The workloads, as any of Python's pools can be asked for them.

A line on stdin is a round of so many jobs; its answer is a line of JSON on stdout. The end of stdin is the end.
"""

import array
import json
import os
import signal
import statistics
import sys
import time

import tasks

WORKERS = 2


class Wrong(Exception):
    pass


def check(result, expected):
    if result != expected:
        raise Wrong("a result is not what it should be")


def run(open_pool):
    """Answers rounds until stdin ends; open_pool(workers) gives submit, result, map and pids."""
    workload, *details = sys.argv[1:]
    with open_pool(1 if workload == "W1" else WORKERS) as pool:
        work = {"W1": round_trips, "W2": echoes, "W3": chunked_map, "W4": payloads, "W7": killed_worker}[workload]
        for line in sys.stdin:
            print(json.dumps(work(pool, int(line), *details)), flush=True)


def round_trips(pool, count):
    took = []
    began = time.perf_counter()
    for i in range(count):
        sent = time.perf_counter()
        check(pool.result(pool.submit(tasks.echo, i)), i)
        took.append((time.perf_counter() - sent) * 1e6)
    took.sort()
    return {
        "seconds": time.perf_counter() - began,
        "us": statistics.median(took),
        "p99": took[min(count - 1, count * 99 // 100)],
    }


def echoes(pool, count):
    began = time.perf_counter()
    handles = [pool.submit(tasks.echo, i) for i in range(count)]
    for i, handle in enumerate(handles):
        check(pool.result(handle), i)
    return {"seconds": time.perf_counter() - began}


def chunked_map(pool, count):
    began = time.perf_counter()
    results = pool.map(tasks.successor, range(count))
    seconds = time.perf_counter() - began
    check(list(results), list(range(1, count + 1)))
    return {"seconds": seconds}


def payloads(pool, count, kind, size):
    value = payload(kind, int(size))
    took = []
    for _ in range(count):
        sent = time.perf_counter()
        result = pool.result(pool.submit(tasks.echo, value))
        took.append(time.perf_counter() - sent)
        check(result, value)
    return {"seconds": sum(took), "ms": statistics.median(took) * 1e3}


def payload(kind, size):
    if kind == "text":
        return "x" * size
    numbers = [i / 7 for i in range(size)]
    return numbers if kind == "doubles" else array.array("d", numbers)


def killed_worker(pool, count):
    handles = [pool.submit(tasks.sleep, 5) for _ in range(count)]
    pool.result(handles[count // 10])
    os.kill(pool.pids()[0], signal.SIGKILL)
    outcomes = {"right": 0, "failed": 0, "unsettled": 0}
    deadline = time.monotonic() + 5 + count * 0.02
    for handle in handles:
        try:
            check(pool.result(handle, max(0, deadline - time.monotonic())), 5)
            outcomes["right"] += 1
        except Wrong:
            raise
        except Exception as e:
            late = time.monotonic() >= deadline and "imeout" in type(e).__name__
            outcomes["unsettled" if late else "failed"] += 1
    return outcomes

"""A worker in Python: spindle run -t prime examples/primes.ndjson --worker-command 'python3 examples/workers/worker.py'"""
import json, os, queue, signal, sys, threading, traceback, types
channel = open(os.dup(1), "w", encoding="utf-8", newline="\n")
os.dup2(2, 1)  # stdout carries messages only: what anybody prints goes to stderr from here on
signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # when nobody is there to be answered, it ends
jobs, waiting, writing, Event = {}, queue.Queue(), threading.Lock(), threading.Event
def echo(value, job): return value
def fail(message, job): raise RuntimeError(message)
def sleep(millis, job):
    if job.cancelled.wait(millis / 1000): raise InterruptedError("cancelled")
def count(tenths, job):  # of a second; the signal "done" ends it, and so does a cancel
    for i in range(tenths):
        send(method="$/progress", params={"token": job.id, "value": {"fraction": i / tenths, "message": f"at {i}"}})
        if job.done.wait(0.1) or job.cancelled.is_set(): return i
    return tenths
def prime(n, job, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):  # by Miller and Rabin
    if n < 41 or n % 2 == 0: return n in bases
    twos = (n - 1 & 1 - n).bit_length()
    powers = [[pow(base, n - 1 >> i, n) for i in range(1, twos)] for base in bases]
    return all(each[-1] == 1 or n - 1 in each for each in powers)
TASKS = {task.__name__: task for task in (echo, fail, sleep, count, prime)}

def send(**message):
    text = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    with writing: print(text, file=channel, flush=True)
def refuse(id, code, e):
    data = {"type": type(e).__name__, "message": str(e).encode(errors="backslashreplace").decode(),
            "stack": traceback.format_tb(e.__traceback__)}
    send(id=id, error={"code": code, "message": data["message"], "data": data})

def receive(method=None, id=None, params={}, **ignored):
    job = jobs.get(params.get("id"))  # None when it is over: then there is nothing to cancel
    if method == "initialize":
        send(id=id, result={"protocolVersion": 1, "name": "worker.py", "version": "1", "processId": os.getpid(),
            "tasks": [{"name": name, "description": name + ", in Python"} for name in TASKS],
            "capabilities": {"concurrency": 1, "cancel": True, "progress": True, "signals": True}})
    elif method == "task/run":
        jobs[id] = types.SimpleNamespace(**{"input": None, **params, "id": id, "cancelled": Event(), "done": Event()})
        waiting.put(jobs[id])
    elif method == "$/cancelRequest" and job: job.cancelled.set()
    elif method == "$/signal" and job and params["name"] == "done": job.done.set()
    elif method == "shutdown": send(id=id, result=None)
    elif method == "exit": os._exit(0)
    elif id is not None and method: refuse(id, -32601, NotImplementedError(f"no method {method}"))
def read():  # in a thread of its own, to hear of a cancel, and of the end, while a job computes
    for line in sys.stdin.buffer:
        if line[:1] == b"C": line = sys.stdin.buffer.read(2 + int(line[15:]))  # Content-Length: an empty line, the message
        try: receive(**json.loads(line.decode()))
        except Exception as e: refuse(None, -32700, e)
    os._exit(1)  # the coordinator is gone
threading.Thread(target=read, daemon=True).start()
for job in iter(waiting.get, None):
    code = -32000 if job.task in TASKS else -32602
    try:
        result = TASKS[job.task](job.input, job)
        code = -32001  # if anything: JSON has no such value
        send(id=job.id, result=result)
    except Exception as e: refuse(job.id, -32800 if job.cancelled.is_set() else code, e)
    del jobs[job.id]

"""A worker that keeps to the protocol but for what its one argument names: each of these is a mistake that a check must find."""

import json
import os
import queue
import subprocess
import sys
import threading
import time

MODE = sys.argv[1] if len(sys.argv) > 1 else ""
HEADER = "header" in sys.argv[1:] or MODE == "counts-characters"

jobs = queue.Queue()
cancelled = set()
stop = threading.Event()
lock = threading.Lock()


def write(body):
    length = len(body.decode()) if MODE == "counts-characters" else len(body)
    head = b"Content-Length: %d\r\n\r\n" % length if HEADER else b""
    with lock:
        sys.stdout.buffer.write(head + body + (b"" if HEADER else b"\n"))
        sys.stdout.buffer.flush()


def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
    if MODE == "no-version":
        body = body.replace(b'"jsonrpc": "2.0", ', b"")
    if MODE == "pretty":
        body = json.dumps(message, indent=2).encode()
    if MODE == "latin1" and b"result" in body and b"tasks" not in body:
        body = body.replace("é".encode(), b"\xe9")
    write(body)


def fail(ident, code, text, data=None):
    if MODE == "wrong-code":
        code = -32603
    if MODE == "text-code":
        code = str(code)
    error = {"code": code, "message": text}
    send(id=ident, error={**error, "data": data} if data else error)


def answer(ident, value):
    if MODE == "float-ids":
        ident = int(ident * 1.0000000001)
    if MODE == "wrong-id":
        ident += 1
    if MODE != "no-answer":
        send(id=ident, result=value)
    if MODE == "two-answers":
        send(id=ident, result=value)
    if MODE == "both":
        send(id=ident, result=value, error={"code": 1, "message": "and"})


def run(ident, task, value):
    if MODE == "leaves-a-child":
        subprocess.Popen(["sleep", "4711.25"], start_new_session=True)
    if MODE == "prints":
        print("debug: running", task, flush=True)
    if task == "echo":
        if MODE == "changes-null" and value is None:
            value = ""
        answer(ident, value)
    elif task == "sleep":
        end = time.monotonic() + value / 1000
        while time.monotonic() < end and ident not in cancelled:
            time.sleep(0.01)
        if ident in cancelled and MODE != "cancel-unanswered":
            fail(ident, -32800, "cancelled")
        if ident not in cancelled or MODE == "cancel-twice":
            answer(ident, None)
    elif task == "fail":
        data = "a stack" if MODE == "text-data" else {"type": "ValueError", "message": value, "stack": []}
        fail(ident, -32000, str(value), data)
        if MODE == "dies-of-failure":
            os._exit(3)
    elif task == "count":
        for i in range(value):
            token = ident + 1 if MODE == "wrong-token" else ident
            send(method="$/progress", params={"token": token, "value": i})
        answer(ident, value)
    else:
        fail(ident, -32602, "no task " + task)


def run_all(ident, task, values):
    results = values[::-1] if MODE == "chunks-reversed" else values
    errors = {}
    if task == "fail":
        results = [None] * (1 if MODE == "chunks-stop" else len(values))
        errors = {str(i): {"code": -32000, "message": str(values[i])} for i in range(len(results))}
    send(id=ident, result={"results": results, "errors": errors})


def work():
    held = []
    while True:
        ident, method, params = jobs.get()
        if method == "task/runAll":
            run_all(ident, params["task"], params["inputs"])
        elif ident in cancelled:
            fail(ident, -32800, "cancelled while it waited")
        elif MODE == "reverses" and params["task"] == "echo":
            held.append((ident, params))
            if jobs.empty():
                for old, its in held[::-1]:
                    run(old, its["task"], its["input"])
                held = []
        else:
            run(ident, params["task"], params["input"])


def hello(ident, params):
    if MODE == "dies":
        sys.exit("ValueError: no configuration")
    if MODE == "banner":
        print("worker 1.0 is ready", flush=True)
    tasks = [{"name": name} for name in ("echo", "sleep", "fail", "count")]
    capabilities = {each: True for each in ("cancel", "progress", "signals", "heartbeat", "chunks", "stack")}
    info = {"protocolVersion": 1, "name": "wayward", "tasks": tasks, "capabilities": capabilities}
    info.update(
        {
            "version-2": {"protocolVersion": 2},
            "no-name": {"name": None},
            "task-names": {"tasks": ["echo", "sleep"]},
            "no-tasks": {"tasks": {}},
            "list-capabilities": {"capabilities": ["cancel"]},
        }.get(MODE, {})
    )
    if MODE == "strict" and set(params) - {"protocolVersion", "processId", "worker", "limits", "heartbeatMillis"}:
        return fail(ident, -32602, "unknown field")
    send(id=ident, result=info)
    millis = params["heartbeatMillis"]
    if MODE == "always-beats":
        millis = millis or 50
    if MODE == "fast-beats":
        millis /= 10
    if millis and MODE != "never-beats":
        threading.Thread(target=beat, args=(millis / 1000,), daemon=True).start()


def beat(seconds):
    while True:
        time.sleep(seconds)
        send(method="$/heartbeat", params={})


def handle(message):
    method, ident, params = message.get("method"), message.get("id"), message.get("params")
    if method == "initialize":
        hello(ident, params)
    elif method in ("task/run", "task/runAll"):
        jobs.put((ident, method, params))
    elif method == "$/cancelRequest":
        if MODE == "answers-cancel":
            fail(params["id"], -32800, "cancelled")
        cancelled.add(params["id"])
    elif method == "worker/stack":
        token = 4711 if MODE == "stack-of-another" else 2
        send(id=ident, result={"token": token, "threads": []})
    elif method == "shutdown":
        send(id=ident, result=True if MODE == "shutdown-true" else None)
    elif method == "exit":
        if MODE != "stays":
            os._exit(7 if MODE == "status-7" else 0)
    elif ident is not None and method is not None:
        fail(ident, -32601, "no method " + method)
    elif MODE == "answers-all" and method not in ("$/signal",):
        fail(ident, -32601, "unknown")
    elif MODE == "answers-signal" and method == "$/signal":
        fail(params["id"], -32601, "unknown")


def frames():
    """The bodies of messages, from reads as they come."""
    buffer = b""
    while True:
        # By three bytes a character of four is always split; by more it might not be, where pieces came together.
        read = os.read(0, 3 if MODE == "splits-characters" else 65536)
        if MODE == "splits-characters":
            read = read.decode("utf-8", "replace").encode()
        if not read:
            return
        buffer += read
        while True:
            if HEADER or buffer[:1] == b"C":
                head, blank, rest = buffer.partition(b"\r\n\r\n")
                length = int(head.split(b":")[1]) if blank else 0
                if not blank or len(rest) < length:
                    break
                body, buffer = rest[:length], rest[length:]
            else:
                body, newline, rest = buffer.partition(b"\n")
                if not newline:
                    break
                buffer = rest
            yield body
        if MODE == "one-read" and buffer:
            fail(None, -32700, "half a message")
            buffer = b""


threading.Thread(target=work, daemon=True).start()
for frame in frames():
    try:
        handle(json.loads(frame))
    except ValueError as e:
        if MODE != "ignores-nonsense":
            fail(None, -32700, str(e))
if MODE == "ignores-end":
    stop.wait(60)
if MODE == "finishes-first":
    while not jobs.empty() or threading.active_count() > 1:
        time.sleep(60)
os._exit(1)

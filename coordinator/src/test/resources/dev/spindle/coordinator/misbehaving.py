"""A worker without any capability; its only task does what its input says, in case of doubt something bad."""
import json, os, signal, subprocess, sys, time

def answer(id, result):
    print(json.dumps({"jsonrpc": "2.0", "id": id, "result": result}), flush=True)

def misbehave(how):
    if how == "print": print("debug:\x1b[31m é", flush=True)
    if how == "binary": os.write(1, b"\x00\xff\xc3(\n")
    if how == "header": os.write(1, b"Content-Type: text/html\n\n<html>\n")
    if how == "last words":
        os.write(1, b"bye")
        os._exit(0)
    if how == "exit": sys.exit("no more")
    if how == "kill": os.kill(os.getpid(), signal.SIGKILL)
    if how == "deaf": signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if how == "deaf" or how == "hang":
        while True: pass
    if how == "fork": subprocess.Popen(["sleep", "600"], start_new_session=True)
    return how

if len(sys.argv) > 1: misbehave(sys.argv[1])
for line in sys.stdin:
    request = json.loads(line)
    if request["method"] == "initialize":
        answer(request["id"], {"protocolVersion": 1, "tasks": [{"name": "do"}]})
    elif request["method"] == "exit":
        break
    elif request["method"] == "task/run":
        answer(request["id"], misbehave(request["params"]["input"]))

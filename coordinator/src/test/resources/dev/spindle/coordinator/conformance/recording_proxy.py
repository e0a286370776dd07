"""Runs a worker and notes each line that passes: recording_proxy.py LOG PROGRAM ARGUMENTS…"""

import os
import subprocess
import sys
import threading

log = open(sys.argv[1], "ab", buffering=0)
worker = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def pass_on(arrow, source, target):
    for line in source:
        log.write(arrow.encode() + b" " + line)
        target.write(line)
        target.flush()


def to_worker():
    pass_on("→", sys.stdin.buffer, worker.stdin)
    worker.stdin.close()


threading.Thread(target=to_worker, daemon=True).start()
pass_on("←", worker.stdout, sys.stdout.buffer)
os._exit(worker.wait())

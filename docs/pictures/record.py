#!/usr/bin/env python3
"""Records terminal sessions as the pictures of README: docs/pictures/record.py [run|spin]

Commands run for real, on a pseudo-terminal; what they print, and when, is what the picture shows. It moves by CSS alone, shows the end of the
session to whoever prefers no motion or has a viewer without it, and takes the reader's light or dark colours.
"""

import codecs
import fcntl
import html
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROMPT = "$ "
TYPING, READING, STEP = 0.6, 4.0, 0.1  # seconds: to see a command, to read the end, between frames
CHAR, LINE, MARGIN = 8.0, 18, 14  # pixels

JOBS = [{"task": "sleep", "input": 120}] * 20 + [{"task": "factor", "input": 9007199254740881}] * 10
JOBS += [{"id": "exits", "task": "fault.exit", "input": 3}, {"id": "throws", "task": "fault.throw", "input": "as asked"}]
JOBS += [{"task": "sleep", "input": 120}] * 20 + [{"id": "hangs", "task": "fault.hang"}] + [{"task": "sleep", "input": 120}] * 10

SESSIONS = {
    "run": (92, [
        "spindle run jobs.ndjson -o results.ndjson -k --timeout 1s --retries 1",
        "grep -o '\"id\".*\"message\":\"[^\"]*\"' results.ndjson",
    ]),
    "spin": (72, ["spindle spin --unit process"]),
}


class Screen:
    """As much of a terminal as the sessions need: text, line ends, moves of the cursor, erased lines. Grows downwards without end."""

    SEQUENCE = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])")

    def __init__(self, columns):
        self.columns, self.rows, self.row, self.column = columns, [""], 0, 0

    def write(self, text):
        at = 0
        while at < len(text):
            found = self.SEQUENCE.match(text, at)
            if found:
                self.control(found.group(1), found.group(2))
                at = found.end()
                continue
            self.put(text[at])
            at += 1

    def put(self, char):
        if char == "\r":
            self.column = 0
        elif char == "\n":
            self.down()
        elif char == "\b":
            self.column = max(0, self.column - 1)
        elif char >= " ":
            if self.column == self.columns:
                self.column = 0
                self.down()
            line = self.rows[self.row].ljust(self.column)
            self.rows[self.row] = line[:self.column] + char + line[self.column + 1:]
            self.column += 1

    def down(self):
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append("")

    def control(self, parameter, letter):
        number = int(parameter) if parameter.isdigit() else 1
        if letter == "A":
            self.row = max(0, self.row - number)
        elif letter == "C":
            self.column += number
        elif letter == "D":
            self.column = max(0, self.column - number)
        elif letter == "G":
            self.column = number - 1
        elif letter == "K":
            self.rows[self.row] = "" if parameter == "2" else self.rows[self.row][:self.column]


class Recording:
    """What each row showed, and from when on."""

    def __init__(self, columns):
        self.screen, self.now = Screen(columns), 0.0
        self.shown = defaultdict(lambda: [(0.0, "")])

    def take(self):
        moment = round(self.now / STEP) * STEP
        for row, text in enumerate(self.screen.rows):
            history = self.shown[row]
            if history[-1][0] == moment:
                history.pop()
            if not history or history[-1][1] != text.rstrip():
                history.append((moment, text.rstrip()))

    def type(self, command):
        self.screen.write(PROMPT)
        self.take()
        self.now += TYPING
        self.screen.write(command)
        self.take()
        self.now += TYPING
        self.screen.write("\r\n")

    def run(self, command, folder):
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self.screen.columns, 0, 0))
        path = os.path.join(ROOT, "scripts") + os.pathsep + os.environ["PATH"]
        begun, before = time.monotonic(), self.now
        process = subprocess.Popen(["/bin/sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path, "TERM": "xterm"},
                                   stdin=follower, stdout=follower, stderr=follower, start_new_session=True)
        os.close(follower)
        decoder = codecs.getincrementaldecoder("utf-8")()
        while True:
            select.select([leader], [], [])
            try:
                data = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            self.now = before + time.monotonic() - begun
            self.screen.write(decoder.decode(data))
            self.take()
        os.close(leader)
        process.wait()
        self.now = before + time.monotonic() - begun


def picture(recording, title):
    total = recording.now + READING
    height = (len(recording.screen.rows) - 1) * LINE + 2 * MARGIN  # the last command has ended its line
    width = recording.screen.columns * CHAR + 2 * MARGIN
    rules, texts = [], []
    for row, history in recording.shown.items():
        times = defaultdict(list)
        for at, (begin, text) in enumerate(history):
            times[text].append((begin, history[at + 1][0] if at + 1 < len(history) else total))
        for text, intervals in times.items():
            if not text:
                continue
            last = intervals[-1][1] == total
            name = f"r{len(rules)}"
            stops = [] if intervals[0][0] == 0 else ["0%{opacity:0}"]
            for begin, end in intervals:
                stops.append(f"{100 * begin / total:.2f}%{{opacity:1}}")
                if end < total:
                    stops.append(f"{100 * end / total:.2f}%{{opacity:0}}")
            rules.append(f"@keyframes {name}{{{''.join(stops)}}}.{name}{{animation-name:{name};opacity:{int(last)}}}")
            texts.append(line(text, row, name))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}" role="img">
<title>{html.escape(title)}</title>
<style>
rect{{fill:#f6f8fa;stroke:#d0d7de}}
text{{fill:#1f2328;font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre;animation:{total:.1f}s step-end infinite}}
.prompt{{fill:#1a7f37;font-weight:bold}}
@media (prefers-color-scheme:dark){{rect{{fill:#0d1117;stroke:#30363d}}text{{fill:#e6edf3}}.prompt{{fill:#3fb950}}}}
{chr(10).join(rules)}
@media (prefers-reduced-motion:reduce){{text{{animation:none}}}}
</style>
<rect x=".5" y=".5" width="{width - 1:.0f}" height="{height - 1}" rx="6"/>
{chr(10).join(texts)}
</svg>
"""


def line(text, row, name):
    """The text of a row, as wide as it was whatever the reader's font."""
    shown = html.escape(text, quote=False)
    if text.startswith(PROMPT.strip()):
        shown = f'<tspan class="prompt">$</tspan>{shown[1:]}'
    y = MARGIN + (row + 1) * LINE - 5
    return f'<text class="{name}" x="{MARGIN}" y="{y}" textLength="{len(text) * CHAR:.0f}" xml:space="preserve">{shown}</text>'


def main():
    # What happens once, a build and the archives of classes, is in no picture.
    subprocess.run([os.path.join(ROOT, "scripts", "spindle"), "run", "-q", "-t", "echo"], stdin=subprocess.DEVNULL, check=True)
    for name in sys.argv[1:] or SESSIONS:
        columns, commands = SESSIONS[name]
        recording = Recording(columns)
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "jobs.ndjson"), "w", encoding="utf-8") as jobs:
                jobs.writelines(json.dumps(job) + "\n" for job in JOBS)
            for command in commands:
                recording.type(command)
                recording.run(command, folder)
        with open(os.path.join(HERE, name + ".svg"), "w", encoding="utf-8") as file:
            file.write(picture(recording, "; ".join(commands)))


if __name__ == "__main__":
    main()

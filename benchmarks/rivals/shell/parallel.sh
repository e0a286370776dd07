#!/bin/bash
# A process a job: GNU parallel, two at a time.
run_jobs() { seq "$1" | parallel --will-cite -j2 echo >"$2"; }
is_right() { cmp -s <(seq "$1") <(sort -n "$2"); }
# shellcheck source=benchmarks/rivals/shell/rounds.sh
. "$(dirname "$0")/rounds.sh"

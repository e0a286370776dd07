#!/bin/bash
# spindle run, from file to file, with whatever options it is given.
# shellcheck disable=SC2154
spindle=$(dirname "$0")/../../../scripts/spindle
options=("$@")

run_jobs() {
    [ "$(wc -l 2>/dev/null <"$temp/in")" = "$1" ] || seq "$1" >"$temp/in"
    "$spindle" run -q -j 2 -t echo "${options[@]}" "$temp/in" -o "$2"
}

# Every line is that of an ok job whose result is its number.
is_right() {
    ! LC_ALL=C grep -qvFm 1 '"status":"ok"' "$2" &&
        [ "$(LC_ALL=C awk -F '"result":' '{ sum += $2 } END { printf "%.0f", sum }' "$2")" = $(($1 * ($1 + 1) / 2)) ]
}
# shellcheck source=benchmarks/rivals/shell/rounds.sh
. "$(dirname "$0")/rounds.sh"

# shellcheck shell=bash
# Sourced by the programs beside it, which define "run_jobs COUNT OUTPUT" (one line a job in the file OUTPUT) and
# "is_right COUNT OUTPUT". A line on stdin is a
# round of so many jobs; its answer is a line of JSON on stdout. The end of stdin is the end.
set -u

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

while read -r count; do
    began=${EPOCHREALTIME/[.,]/}
    run_jobs "$count" "$temp/out" || exit
    micros=$((${EPOCHREALTIME/[.,]/} - began))
    lines=$(wc -l <"$temp/out")
    if [ "$lines" != "$count" ] || ! is_right "$count" "$temp/out"; then
        echo "$lines lines came of $count jobs, or not the right ones" >&2
        exit 1
    fi
    printf '{"seconds":%d.%06d}\n' $((micros / 1000000)) $((micros % 1000000))
done

#!/bin/bash
# hello.sh JAVA CLASSPATH CLASS: one JVM that says hello, then two at once: what a coordinator and two workers cost that do nothing.
hello() { "$1" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp "$2" "$3"; }
hello "$@" >/dev/null || exit
hello "$@" &
hello "$@" &
wait

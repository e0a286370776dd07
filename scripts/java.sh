# shellcheck shell=sh disable=SC2034
# Finds Java; sourced by scripts/setup.sh in a checkout, and by spindle itself in a release.
# Every start of spindle passes through here: what runs each time forks as little as it can.

places= # stands before the usual places of a JDK, so that a check can look where there is none
too_old= # says which Java was found and could not be used

say() { printf 'spindle: %s\n' "$*" >&2; }

die() {
    say "$@"
    exit 4
}

# The release file beside a JDK tells its version a hundred times faster than running it.
java_version() {
    version=
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_VERSION=*) version=${line#*\"} && break ;; esac
        done <"$1/release"
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1)
        version=${version#*version \"}
    fi
    full_version=${version%%\"*}
    version=${version%%[!0-9]*}
}

# suits java|javac FOLDER: is that a Java of version 17 or newer with that program? Then it is $java_home.
suits() {
    [ -n "$2" ] && [ -x "$2/bin/java" ] && [ -x "$2/bin/$1" ] || return 1
    java_version "$2"
    [ "${version:-0}" -ge 17 ] && java_home=$2 && return
    too_old=${too_old:-" (that in $2 is ${full_version:-broken})"}
    return 1
}

java_on_path() {
    found=$(command -v java) && found=$(readlink -f "$found") && found=${found%/bin/java}
}

# Runs "$@ FOLDER" until one succeeds.
at_usual_places() {
    for place in "$places"/usr/lib/jvm/* "$places"/opt/* "${HOME:-}"/.sdkman/candidates/java/* \
        "$places"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        "$@" "$place" && return
    done
    return 1
}

find_java() {
    suits "$1" "${JAVA_HOME:-}" || { java_on_path && suits "$1" "$found"; } || at_usual_places suits "$1"
}

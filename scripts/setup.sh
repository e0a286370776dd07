# shellcheck shell=sh disable=SC2154
# Finds what a checkout needs, and builds when the sources are newer; sourced, with $root set, by the scripts beside it.
# Every start of spindle in a checkout passes through here: what runs each time forks as little as it can.

# shellcheck source=scripts/java.sh
. "$root/scripts/java.sh" || exit 4 # else no Java would be found, and one be installed

dist=$root/coordinator/target/spindle

# What a build is for: the folders it is made of, what is there after it, and its stamp.
modules="protocol worker coordinator"
built=$dist/coordinator
stamp=$root/target/.spindle-stamp

# A JRE (java) runs what is built; a build needs a JDK (javac).
need_java() {
    find_java "$1" && return
    if can_install; then
        install openjdk-17-jdk-headless || install default-jdk-headless || :
        find_java "$1" && return
    fi
    die "no JDK 17 or newer was found$too_old: install one (openjdk-17-jdk-headless on Debian), or set JAVA_HOME"
}

need_maven() {
    command -v mvn >/dev/null && return
    if can_install; then
        install maven && return
    fi
    die "Maven is needed for the build and was not found: install it (maven on Debian)"
}

# Both are for the examples of workers in other languages, and for their tests.
need_python() {
    command -v python3 >/dev/null && return
    if can_install; then
        install python3 && return
    fi
    die "Python is needed for the tests and was not found: install it (python3 on Debian)"
}

need_node() {
    has_node && return
    if can_install; then
        install nodejs && install npm && has_node && return
    fi
    die "Node 18 or newer and npm are needed for the tests and were not found: install them (nodejs and npm on Debian)"
}

has_node() {
    command -v npm >/dev/null && found=$(node --version 2>/dev/null) && found=${found#v} && [ "${found%%.*}" -ge 18 ]
}

# For pictures. Not all JDKs bring what finds fonts, and not all machines have one.
need_fonts() {
    [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || ! can_install || install fontconfig ||
        die "no fonts, which pictures need: install fontconfig and fonts-dejavu-core"
}

# For tests of pages.
need_browser() {
    { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null && return
    if can_install; then
        install chromium && return
    fi
    die "the browser Chromium is needed for the tests of pages and was not found: install it (chromium on Debian)"
}

# npm_install FOLDER: what its package-lock.json names, unless that is there already.
npm_install() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    (cd "$1" && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null >&2)
}

can_install() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }

install() {
    say "$1 is missing here: installing it with apt-get"
    {
        apt-get -qq update &&
            DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$1"
    } >&2 </dev/null
}

# maven ARGUMENT…, with the JDK that need_java found
maven() {
    if ! mkdir -p "${HOME:-}/.m2/repository" 2>/dev/null || ! [ -w "${HOME:-}/.m2/repository" ]; then
        set -- "-Dmaven.repo.local=$root/target/repository" "$@"
    fi
    # Without noreset, Maven ends with colour codes even when it has no colours.
    (cd "$root" && JAVA_HOME=$java_home MAVEN_OPTS="-Djansi.noreset=true ${MAVEN_OPTS:-}" \
        mvn -B -ntp -Dstyle.color=never "$@" </dev/null)
}

# One comparison: is anything that goes into the build newer than its stamp? Folders count, so deletions do too.
is_fresh() {
    why="there is no finished build"
    [ -e "$stamp" ] && [ -e "$built" ] || return 1
    set -- "$root/pom.xml"
    for module in $modules; do
        set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
    done
    changed=$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)
    why="${changed#"$root"/} is newer than the build"
    [ -z "$changed" ]
}

# The stamp's time is that of the build's begin: what is edited meanwhile counts as newer.
begin_stamp() {
    rm -f "$stamp"
    : >"$stamp.begun"
}

end_stamp() { mv -f "$stamp.begun" "$stamp"; }

# build ARGUMENT-OF-MAVEN…
build() {
    if ! take_lock; then
        { [ -e "$stamp" ] && [ -e "$built" ]; } || die "$why, and $root/target cannot be written"
        say "$why, but $root/target cannot be written: the old build runs"
        return
    fi
    is_fresh || package "$why: ${building:-building}, this happens once" "$@"
    exec 9>&-
}

# Until descriptor 9 is closed, or the script has ended.
take_lock() {
    lock=$root/target/.spindle-lock
    { mkdir -p "$root/target" && touch "$lock"; } 2>/dev/null || return
    exec 9>>"$lock"
    command -v flock >/dev/null || return 0
    flock -n 9 || say "waiting for the build that another start has begun"
    flock 9
}

# package WHAT-TO-SAY ARGUMENT…
package() {
    need_java javac
    need_maven
    say "$1"
    shift
    begin_stamp
    log=$root/target/spindle-build.log
    if ! maven -q -Dquick "$@" package >"$log" 2>&1; then
        show_errors "$log" >&2
        die "the build failed; all that Maven said is in $log"
    fi
    end_stamp
}

# Maven says most things twice, and then explains itself.
show_errors() {
    awk '/: Compilation failure/ || /To see the full stack trace/ { exit }
        { sub(/^\[ERROR\] */, ""); sub(/ *-> \[Help [0-9]+\]/, "") }
        /COMPILATION ERROR/ || /^(\[INFO\]|\[WARNING\]|WARNING:)/ || !/[a-z]/ { next }
        shown++ < 20 { print "  " $0 }
        END { exit !shown }' "$1" || tail -n 20 "$1"
}

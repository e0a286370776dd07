# shellcheck shell=sh disable=SC2154
# Starts the coordinator from the jars in $dist, by $java_home; sourced by the launchers of a checkout and of a release.

# A JVM would take its own files for a descriptor that is closed.
guard_descriptors() {
    { true 3<&0; } 2>/dev/null || exec </dev/null
    { true 3>&2; } 2>/dev/null || exec 2>/dev/null
    { true 3>&1; } 2>/dev/null || die "stdout is closed: there is nowhere to write the results"
}

# A JVM opens files with other than ASCII names, and passes such arguments on, in a UTF-8 locale only: that of the user, which is $locale
# where LC_ALL named it, or another.
use_utf8() {
    case ${locale:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) if [ -n "$locale" ]; then LC_ALL=$locale; else unset LC_ALL; fi ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
}

launch() {
    # A class archive holds for one class path only: so it has one order, whatever the locale.
    locale=${LC_ALL:-}
    LC_ALL=C
    class_path=
    for jar in "$dist"/worker/*.jar "$dist"/coordinator/*.jar; do
        class_path=$class_path:$jar
    done
    use_utf8

    class_path=${class_path#:}
    case ${1:-}${SPINDLE_JAVA_OPTS:-} in
        -* | *-XX:*Archive* | *-XX:AOT*) archives= ;; # --help or --version, or an archive of the user's, beside which a JVM takes none
        *) archives_of_place ;;
    esac

    # stdout belongs to results: what the JVM itself has to say goes to stderr.
    set -f
    # shellcheck disable=SC2086
    exec "$java_home/bin/java" -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisplayVMOutputToStderr \
        ${archives:+"-XX:SharedArchiveFile=$archives/coordinator.jsa" "-Dspindle.archive=$archives/worker.jsa"} \
        -Xshare:auto -Xlog:disable -Xlog:all=warning:stderr '-Xlog:cds*=off:stderr' \
        -Dspindle.home="$dist" -cp "$class_path" ${SPINDLE_JAVA_OPTS:-} \
        dev.spindle.coordinator.cli.Main "$@"
}

# shellcheck shell=sh disable=SC2154
# Class archives, from which a JVM starts in two thirds of the time; sourced by the launchers.
# They fit one JDK, one build and one place of it: whatever they do not fit is made anew, by the first start that finds so.
# (JDK 17 takes only its own classes from them where the place has a space in its name, JDK 25 all.)

build_id= # tells builds of one place and time apart; a checkout has its stamp for that

# find_archives PLACE…: sets $archives to the folder with those of $java_home, $class_path and this build; empty where there are none.
# They are looked for in each place, and else made in the first that can be written.
find_archives() {
    for place; do
        archives=$place$java_home/$full_version
        if [ "$archives/made-for" -nt "$stamp" ] && IFS= read -r made_for <"$archives/made-for" &&
            [ "$made_for" = "$build_id$class_path" ]; then
            [ -s "$archives/worker.jsa" ] || archives= # they could not be made, which is not tried at every start
            return
        fi
    done
    for place; do
        archives=$place$java_home/$full_version
        { mkdir -p "$archives" && [ -w "$archives" ]; } 2>/dev/null || continue
        { make_archives 9>>"$place/.lock"; } 2>/dev/null && return
        break
    done
    archives=
}

# Whatever keeps them from being made is no reason to fail, and none to wait: a start that finds another at it does without.
make_archives() {
    ! command -v flock >/dev/null || flock -n 9 || return
    rm -rf "$archives"/fresh.* # of one that was interrupted
    fresh=$archives/fresh.$$
    mkdir "$fresh" && record_classes && dump_classes
    made=$?
    rm -f "$archives"/*.jsa "$archives/made-for"
    [ $made != 0 ] || mv -f "$fresh"/*.jsa "$archives"
    printf '%s\n' "$build_id$class_path" >"$fresh/made-for" && mv -f "$fresh/made-for" "$archives"
    rm -rf "$fresh"
    return $made
}

# A run of one job, in which the coordinator and its worker each write down what classes they load; with an option that only picocli reads,
# so that its classes are there as well.
record_classes() {
    printf '1\n' | "$java_home/bin/java" -XX:+UseSerialGC -Xlog:disable -XX:DumpLoadedClassList="$fresh/coordinator.lst" \
        -Dspindle.home="$dist" -cp "$class_path" dev.spindle.coordinator.cli.Main \
        run -q -j 1 -t echo -o "$fresh/out" --jvm-arg -XX:DumpLoadedClassList="$fresh/worker.lst" >/dev/null 2>&1 9>&-
}

# The worker's class path is the first part of the coordinator's; what a user adds comes behind it.
dump_classes() {
    dump coordinator "$class_path" &
    dump worker "${class_path%%:"$dist"/coordinator/*}" && wait $! && [ -s "$fresh/coordinator.jsa" ]
}

dump() {
    "$java_home/bin/java" -Xshare:dump -XX:SharedClassListFile="$fresh/$1.lst" -XX:SharedArchiveFile="$fresh/$1.jsa" \
        -cp "$2" >/dev/null 2>&1 9>&-
}

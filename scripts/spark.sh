# shellcheck shell=sh disable=SC2154
# Starts a run on Apache Spark: its driver is Spindle itself, inside what Spark makes ready for it.
# Sourced by the launchers when the words name an engine; these set $spark_lib and define prepare_spark.

# launch_on_spark WORD…: returns only where the words are no run on Spark, or one that needs no Spark: help, a dry run.
launch_on_spark() {
    [ "${1:-}" = run ] || return 1
    # Behind the words comes what Spark must know before the driver's JVM is there.
    words=$#
    engine=
    master=
    memory=
    before=
    quiet=true
    for word; do
        case $before in
            --jvm-arg) before= && continue ;; # its value may look like an option
            --engine) engine=$word ;;
            --master) master=$word && set -- "$@" "$before" "$word" ;;
            --conf) case $word in ?*=*) set -- "$@" "$before" "$word" ;; *) wrong_setting "$word" ;; esac ;;
        esac
        before=$word
        case $word in
            --) break ;;
            --help | --version | --dry-run) return 1 ;;
            --verbose) quiet=false ;;
            --engine=*) engine=${word#*=} ;;
            --master=*) master=${word#*=} && set -- "$@" --master "$master" ;;
            --conf=?*=*) set -- "$@" --conf "${word#*=}" ;;
            --conf=*) wrong_setting "${word#*=}" ;;
            --* | -*[!0hkqvV]*) ;;
            -*[hV]*) return 1 ;;
            -*v*) quiet=false ;;
        esac
        case $word in
            spark.driver.memory=* | --conf=spark.driver.memory=*) memory=${word##*=} ;;
        esac
    done
    [ "$engine" = spark ] || return 1
    case $master in
        '' | spark://?* | k8s://?* | yarn | local | local\[*\]) ;;
        *) say "run: --master: '$master' is none of spark://HOST:PORT, yarn, k8s://…, local[N]" && exit 2 ;; # of which Spark would show a stack trace
    esac

    find_spark
    prepare_spark
    set -- "$@" --class dev.spindle.coordinator.cli.Main "$spark_lib/spindle-spark.jar"
    for_spark=$(($# - words))
    while [ $words -gt 0 ]; do
        word=$1
        shift
        set -- "$@" "$word"
        words=$((words - 1))
    done

    # shellcheck disable=SC2034
    locale=${LC_ALL:-}
    use_utf8
    export JAVA_HOME="$java_home"
    export SPARK_SCALA_VERSION="${SPARK_SCALA_VERSION:-2.13}" # a folder of jars alone does not tell
    [ -z "$spark_submit" ] || submit "$@"
    shift $for_spark
    start_among_jars "$@"
}

# Spark would show its usage.
wrong_setting() { say "run: --conf: '$1' is no setting such as spark.executor.memory=4g" && exit 2; }

# Sets $spark_submit, or, where there is none, $spark_jars. SPARK_HOME comes first: any other spark-submit would look there, too.
find_spark() {
    spark_submit=
    spark_jars=
    if [ -z "${SPARK_HOME:-}" ]; then
        spark_submit=$(command -v spark-submit)
    elif [ -x "$SPARK_HOME/bin/spark-submit" ]; then
        spark_submit=$SPARK_HOME/bin/spark-submit
    elif has_spark "$SPARK_HOME/jars"; then
        spark_jars=$SPARK_HOME/jars
    else
        die "no Spark is in $SPARK_HOME, which SPARK_HOME names: neither bin/spark-submit nor jars/spark-core_*.jar"
    fi
}

has_spark() {
    for file in "$1"/spark-core_*.jar; do
        [ -e "$file" ] && return
    done
    return 1
}

# By the environment, since the option for it would replace what the user's own configuration says.
# SPINDLE_JAVA_OPTS holds words without quotes, Spark's variable such with quotes; a heap Spark takes by an option of its own only.
submit() {
    # No collector, beside which the user's own configuration may name none.
    options="-XX:TieredStopAtLevel=1 -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr $(quoted "-Dspindle.home=$dist")"
    ! $quiet || options="$options $(quoted "-Dlog4j2.configurationFile=file:$spark_lib/log4j2-quiet.properties")"
    options="$options ${SPARK_SUBMIT_OPTS:-}"
    set -f
    for option in ${SPINDLE_JAVA_OPTS:-}; do
        case $option in
            -Xmx*) set -- --driver-memory "${option#-Xmx}" "$@" ;;
            *) options="$options $(quoted "$option")" ;;
        esac
    done
    export SPARK_SUBMIT_OPTS="$options"
    exec "$spark_submit" "$@"
}

# For Spark's parser, to which a shell's single quotes mean the same.
quoted() {
    rest=$1
    done=
    while :; do
        case $rest in
            *\'*) done="$done${rest%%\'*}'\\''" && rest=${rest#*\'} ;;
            *) printf "'%s'" "$done$rest" && return ;;
        esac
    done
}

# Where there are but jars, the driver starts without Spark's own launcher, and sooner. What is in conf/spark-defaults.conf is not read then.
start_among_jars() {
    case $java_home:$version in
        *:1[0-9] | *:2[0-3]) access= ;;
        *) access=allow ;; # or Java warns of what Netty does
    esac
    export SPARK_HOME="${spark_jars%/jars}"
    log=
    ! $quiet || log=-Dlog4j2.configurationFile=file:$spark_lib/log4j2-quiet.properties
    set -f
    # shellcheck disable=SC2086
    exec "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr \
        -Xmx"${SPARK_DRIVER_MEMORY:-1g}" -Dspindle.home="$dist" ${log:+"$log"} \
        ${access:+--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED} \
        -cp "$spark_lib/spindle-spark.jar:$SPARK_HOME/conf:$spark_jars/*" ${SPINDLE_JAVA_OPTS:-} ${memory:+"-Xmx$memory"} \
        dev.spindle.coordinator.cli.Main "$@"
}

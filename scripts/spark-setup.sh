# shellcheck shell=sh disable=SC2034,SC2154
# Makes a checkout ready for runs on Apache Spark; sourced after scripts/setup.sh and scripts/spark.sh.

spark_lib=$root/spark/target/spindle

# Where there is no Spark, the one that the jar was compiled with.
prepare_spark() {
    if [ -n "$spark_submit$spark_jars" ]; then
        build_spark || exit
    else
        spark_jars=$root/spark/target/spark/jars
        build_spark "$spark_jars" || exit
    fi
    is_fresh || build
    need_java java
}

# build_spark [JARS]: the jar for Spark, and a folder with Spark's own. It has all modules in it, and no usual start looks at it.
build_spark() (
    usual_stamp=$stamp
    stamp=$root/target/.spindle-spark-stamp
    modules="$modules spark"
    built=$spark_lib/spindle-spark.jar
    [ $# = 0 ] || [ ! -e "$built" ] || built=$1
    [ ! "$root/spark/home/pom.xml" -nt "$stamp" ] || rm -f "$stamp" 2>/dev/null
    ! is_fresh || exit 0
    [ -d "${HOME:-}/.m2/repository/org/apache/spark/spark-core_2.13" ] || building="fetching Apache Spark, 220 MB, and building"
    # The usual build is a part of this one.
    rm -f "$usual_stamp" 2>/dev/null
    build -Pspark ${1:+-Dspark.home.copy}
    touch -r "$stamp" "$usual_stamp" 2>/dev/null
    exit 0
)

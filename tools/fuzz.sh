#!/usr/bin/env bash
# Fuzzes readers of foreign input: tools/fuzz.sh [SECONDS [TARGET...]], 600 seconds each and all targets by default.
# Inputs that were found stay in fuzz/target/work/TARGET and are where the next run begins.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
mvn -B -q -Pfuzz -pl fuzz -am -DskipTests -Dspotless.check.skip=true package
cd fuzz/target
path="test-classes:lib/*"
java -Djava.awt.headless=true -cp "$path" io.narsil.fuzz.SeedCorpus ../.. seeds
if [ $# -eq 0 ]; then
  mapfile -t targets < <(ls seeds)
  set -- "${targets[@]}"
fi
status=0
for target in "$@"; do
  mkdir -p "work/$target"
  # An input may take five seconds of the processor (Reading); the timeout is for what never ends.
  if ! java -Xmx512m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$path" com.code_intelligence.jazzer.Jazzer \
    "--target_class=io.narsil.fuzz.$target" '--instrumentation_includes=io.narsil.**' --keep_going=20 \
    --reproducer_path=work -artifact_prefix="work/$target-" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3000 \
    "work/$target" "seeds/$target" >"work/$target.log" 2>&1; then
    status=1
  fi
  printf '%-20s %s\n' "$target" "$(grep 'cov:' "work/$target.log" | tail -1)"
  grep -h '== Java Exception\|ERROR: libFuzzer' "work/$target.log" || true
done
exit "$status"

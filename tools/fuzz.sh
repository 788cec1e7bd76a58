#!/usr/bin/env bash
# Fuzzes readers of foreign input: tools/fuzz.sh [SECONDS [TARGET...]], 600 seconds each and all targets by default.
# Inputs that were found stay in fuzz/target/work/TARGET and are where the next run begins. For each target it says: seconds of the
# processor, libFuzzer's last line (inputs, edges), and what was found. MVN="mvn -o" builds without a network, MVN=: not at all.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift || true
${MVN:-mvn} -B -q -Pfuzz -pl fuzz -am -DskipTests -Dspotless.check.skip=true package
cd fuzz/target
path="test-classes:lib/*"
java -Djava.awt.headless=true -cp "$path" io.narsil.fuzz.SeedCorpus ../.. seeds 2>/dev/null
if [ $# -eq 0 ]; then
  mapfile -t targets < <(ls seeds)
  set -- "${targets[@]}"
fi
for target in "$@"; do
  if [ ! -d "seeds/$target" ]; then
    echo "there is no target $target; there are: $(ls seeds | tr '\n' ' ')" >&2
    exit 2
  fi
done
status=0
TIMEFORMAT=%U
for target in "$@"; do
  mkdir -p "work/$target"
  # An input may take five seconds of the processor (Reading); the timeout is for what never ends.
  used=$({ time java -Xmx512m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$path" com.code_intelligence.jazzer.Jazzer \
    "--target_class=io.narsil.fuzz.$target" '--instrumentation_includes=io.narsil.**' --keep_going=20 \
    --reproducer_path=work -artifact_prefix="work/$target-" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3000 \
    "work/$target" "seeds/$target" >"work/$target.log" 2>&1; } 2>&1) || status=1
  printf '%-20s %8s s  %s\n' "$target" "$used" "$(grep -a 'cov:' "work/$target.log" | tail -1 || true)"
  grep -ah '== Java Exception\|ERROR: libFuzzer' "work/$target.log" || true
  if grep -aq '== Java Exception\|ERROR: libFuzzer' "work/$target.log"; then
    status=1
  fi
done
exit "$status"

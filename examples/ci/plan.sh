#!/bin/sh
# plan.sh FORMAT SNAPSHOTS KEYS OUT: plans for every node whose snapshot lies in the folder SNAPSHOTS, and writes every report
# into the folder OUT. FORMAT is that of the log. Exits as vzreconcile does: 0 fine, 1 refused, 5 against a policy, 6 invalid.
set -eu
format=$1 snapshots=$2 keys=$3 out=$4

set -- "$snapshots"/*.json
if ! [ -e "$1" ]; then
  echo "plan.sh: no snapshots in $snapshots: run vzreconcile snapshot on each node, and put them there" >&2
  exit 1
fi
against=$(printf ',%s' "$@")

# A folder that the service keeps between jobs, and the secret by which what is in it is believed.
set --
if [ -n "${VZR_CACHE:-}" ] && [ -n "${VZR_CACHE_KEY:-}" ]; then
  key=$(mktemp)
  trap 'rm -f "$key"' EXIT
  printf '%s\n' "$VZR_CACHE_KEY" >"$key"
  set -- --cache "$VZR_CACHE" --cache-key "$key"
fi

mkdir -p "$out"
vzreconcile --dry-run --against "${against#,}" --snapshot-keys "$keys" --output "$format" \
  --report markdown="$out/comment.md" --report json="$out/plan.json" --report text="$out/plan.txt" \
  --report sarif="$out/problems.sarif" --report junit="$out/junit.xml" \
  --report gitlab="$out/codequality.json" --report gitlab-plan="$out/widget.json" "$@"

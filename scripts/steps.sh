# Sourced by the scripts beside it: where things are, which versions are meant, how a step is told.

set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

# The one place that names versions of tools; the npm ones are in tests/browser/package.json.
TRUNK_VERSION=0.21.14
DENY_VERSION=0.20.2
WASM_BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)

TOOLS=$ROOT/.tools
LOGS=$TOOLS/logs
NODE_TOOLS=$ROOT/tests/browser/node_modules
mkdir -p "$LOGS"

# Trunk 0.21 takes NO_COLOR=1 for a mistake.
unset NO_COLOR
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
[ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ] && PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH="$TOOLS/bin:$NODE_TOOLS/.bin:$PATH"

say() { printf '%s\n' "$*"; }

# Ends everything with a sentence for the person who started the script.
give_up() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

now() { date +%s%N; }

# Seconds since a moment, with one decimal.
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", (to - from) / 1e9 }'; }

has() { command -v "$1" >/dev/null 2>&1; }

# step "what it does" command…: runs it, says how long it took; its words are kept in a log and
# shown where it fails. Returns the command's status. LOG names the log.
step() {
  local title=$1 started status=0
  shift
  LOG=$LOGS/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9' '-' | cut -c1-60).log
  started=$(now)
  printf '  %-58s' "$title"
  "$@" >"$LOG" 2>&1 </dev/null || status=$?
  if [ $status -eq 0 ]; then
    printf '%9s\n' "$(since "$started")"
  else
    printf '%9s  FAILED\n' "$(since "$started")"
    show_log "$LOG"
  fi
  return $status
}

# What went wrong, without the hundreds of lines in which nothing did.
show_log() {
  grep -avE '^ *(Compiling|Checking|Documenting|Downloaded|Downloading|Blocking|Fresh) |^test .* \.\.\. ok$|^✔ ' "$1" |
    tail -200 | sed 's/^/    | /'
  say "    (all of it: ${1#"$ROOT"/})"
}

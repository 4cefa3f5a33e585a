#!/usr/bin/env bash
# Runs every test, on SQLite and on a throw-away PostgreSQL; the last line is "N passed, N failed", of both together. Installs what is
# missing when it may, and names it when it may not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stop() { echo "$1" >&2; exit 1; }

# Programs the tests run, and the Debian package of each.
install_missing() {
  local missing=()
  [ -x "${CHROMIUM:-/usr/bin/chromium-headless-shell}" ] || missing+=(chromium-headless-shell)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  [ -x /usr/sbin/clamd ] || missing+=(clamav-daemon)
  [ -x /usr/sbin/exim4 ] || missing+=(exim4-daemon-light)
  [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
  [ -x /usr/bin/fetchmail ] || missing+=(fetchmail)
  [ -x /usr/bin/curl ] || missing+=(curl)
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] ||
    stop "Please install first: ${missing[*]} (on Debian: sudo apt-get install ${missing[*]}; another Chromium is named by CHROMIUM=/path/to/it)."
  echo "Installing ${missing[*]}"
  apt-get update -qq
  without_services "${missing[@]}"
}

# Installs packages whose programs tests start by themselves: none of their services is started, now or with the machine, and a mail server
# that is there already stays (apt would take it away for another).
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "$@"
  for package in "$@"; do
    case $package in
      exim4-daemon-light) update-rc.d exim4 disable >/dev/null 2>&1 || true ;;
      dovecot-imapd) update-rc.d dovecot disable >/dev/null 2>&1 || true ;;
      clamav-daemon) for service in clamav-daemon clamav-freshclam; do update-rc.d "$service" disable >/dev/null 2>&1 || true; done ;;
    esac
  done
)

install_missing
command -v dotnet >/dev/null || stop "Please install the .NET SDK 10 first (https://dot.net)."
dotnet --version >/dev/null || stop "The .NET SDK that global.json asks for is not installed (https://dot.net)."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
results=$(mktemp -d)
journeys= compiler="bpo-$$-$RANDOM"
stop_compiler() { pkill -f -- "-pipename:$compiler" || true; }
trap 'stop_compiler; [ -z "$journeys" ] || kill "$journeys" 2>/dev/null || true; rm -rf "$results"' EXIT
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME="$results"

dotnet restore BpoWorkbench.sln --verbosity quiet
# One compiler for the three projects, of this run alone: half the time of one that is started for each.
dotnet build BpoWorkbench.sln --no-restore --verbosity quiet -warnaserror -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler"
stop_compiler

outcome=0 passed=0 failed=0 skipped=0

counted() { sed -n "s/.*<Counters .*\b$2=\"\([0-9]*\)\".*/\1/p" "$results/$1.trx" 2>/dev/null | grep . || echo 0; }

# try NAME FILTER [COMMAND...]: the tests that the filter leaves, by the command.
try() {
  local name=$1 filter=$2
  shift 2
  "$@" dotnet test tests/BpoWorkbench.Tests --no-build --filter "$filter" \
    --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" \
    --blame-hang-timeout 5min --blame-hang-dump-type none
}

# count NAME BROKE: adds up what was tried, and whether it came to its end.
count() {
  local name=$1 broke=$2 ran failures
  ran=$(counted "$name" passed)
  failures=$(counted "$name" failed)
  if [ "$broke" -ne 0 ] && [ "$failures" -eq 0 ]; then
    echo "The run on $name broke off before its end; the test it was in counts as failed."
    failures=1
  elif [ "$ran" -eq 0 ] && [ "$failures" -eq 0 ]; then
    echo "No test ran on $name."
    broke=1
  fi
  passed=$((passed + ran)) failed=$((failed + failures)) skipped=$((skipped + $(counted "$name" total) - $(counted "$name" executed)))
  [ "$broke" -eq 0 ] || outcome=$broke
}

run() {
  local broke=0 name=$1 filter=$2
  shift 2
  echo "== $name"
  try "$name" "$filter" nice "$@" || broke=$?
  count "$name" "$broke"
}

# The journeys wait for pages more than they work: everything else runs beside them, and makes way for them.
try Browser "Database!=Postgres&FullyQualifiedName~.Browser." >"$results/browser.log" 2>&1 &
journeys=$!
run SQLite "Database!=Postgres&FullyQualifiedName!~.Browser."
# Everything again on PostgreSQL, but for the browser, which cannot tell the databases apart: of its journeys one goes through the whole
# business there, and those that are about several nodes.
run PostgreSQL "Database!=Sqlite&(FullyQualifiedName!~.Browser.|FullyQualifiedName~WholeBusinessJourney|FullyQualifiedName~NodesJourney)" \
  bash tests/with-postgres.sh
broke=0
wait "$journeys" || broke=$?
echo "== Browser"
cat "$results/browser.log"
count Browser "$broke"

# What failed, once more where it is looked for: at the end.
for run in SQLite PostgreSQL Browser; do
  grep -ho '<UnitTestResult [^>]*outcome="Failed"' "$results/$run.trx" 2>/dev/null | sed -n "s/.* testName=\"\([^\"]*\)\".*/Failed on $run: \1/p" || true
done

line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
exit "$outcome"

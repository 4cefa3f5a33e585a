#!/usr/bin/env bash
# Runs every test; the last line is "N passed, N failed". Installs what is missing when it may, and names it when it may not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stop() { echo "$1" >&2; exit 1; }

# Programs the tests run, and the Debian package of each.
install_missing() {
  local missing=()
  [ -x "${CHROMIUM:-/usr/bin/chromium-headless-shell}" ] || missing+=(chromium-headless-shell)
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] ||
    stop "Please install first: ${missing[*]} (on Debian: sudo apt-get install ${missing[*]}; another Chromium is named by CHROMIUM=/path/to/it)."
  echo "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

install_missing
command -v dotnet >/dev/null || stop "Please install the .NET SDK 10 first (https://dot.net)."
dotnet --version >/dev/null || stop "The .NET SDK that global.json asks for is not installed (https://dot.net)."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME="$results"

dotnet restore BpoWorkbench.sln --verbosity quiet
dotnet build BpoWorkbench.sln --no-restore --verbosity quiet -warnaserror

outcome=0
dotnet test tests/BpoWorkbench.Tests --no-build \
  --results-directory "$results" --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=normal" \
  --blame-hang-timeout 5min --blame-hang-dump-type none || outcome=$?

counted() { sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$results/tests.trx" 2>/dev/null | grep . || echo 0; }
passed=$(counted passed)
failed=$(counted failed)
skipped=$(($(counted total) - $(counted executed)))
if [ "$outcome" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "The run broke off before its end; the test it was in counts as failed."
  failed=1
elif [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
  echo "No test ran."
  outcome=1
fi

line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
exit "$outcome"

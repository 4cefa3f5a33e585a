#!/usr/bin/env bash
# Runs a command against a throw-away PostgreSQL: bash tests/with-postgres.sh dotnet test tests/BpoWorkbench.Tests --filter WallsTests
# The cluster lies in a temporary folder, listens on a free port of this machine only, and is gone afterwards.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || { echo "Please install PostgreSQL first (on Debian: sudo apt-get install postgresql)." >&2; exit 1; }

folder=$(mktemp -d /tmp/bpo-postgres-XXXXXX)
# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  user=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$user" "$folder"
  as=(runuser -u "$user" --)
fi

stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 1' INT TERM

cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
rm -f "$folder.log"
# Nothing here outlives the run, so nothing waits for the disk.
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c autovacuum_naptime=10"
for attempt in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-p $port $settings" start >/dev/null 2>&1 && break
  [ "$attempt" -lt 5 ] || { cat "$folder/log" >&2; exit 1; }
done
cd "$OLDPWD"

export BPO_TEST_DATABASE=Postgres BPO_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
"$@"

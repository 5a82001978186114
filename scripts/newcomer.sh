#!/bin/sh
# What a newcomer does, from an empty folder: clone, the commands of README.md under "Try it", a first card, and the tests.
#   scripts/newcomer.sh REPOSITORY FOLDER [COMMAND]
# FOLDER must not be there yet. HOME is a new empty folder, so nothing that was configured or cached for the user helps.
# COMMAND runs at the end, in the clone, e.g. `npm test`.
set -eu
repository=$1
folder=$2
afterwards=${3-}

# While other work keeps the cores busy, the first answer may take longer than an EHR would wait for it.
export DEADLINE_MS="${DEADLINE_MS:-20000}" PORT="${PORT:-3000}"
url=http://127.0.0.1:$PORT

mkdir "$folder"
folder=$(cd "$folder" && pwd)
export HOME="$folder/home" XDG_CONFIG_HOME= XDG_CACHE_HOME=
mkdir "$HOME"
git clone --quiet "$repository" "$folder/hoofbeats"
cd "$folder/hoofbeats"

# README.md says what to type: the last command of the block is the one that goes on running.
commands=$(sed -n '/^## Try it/,/^## /{/^```sh/,/^```/{/^```/!p}}' README.md | sed '/^curl/,$d')
install=$(echo "$commands" | sed -n 1p)
start=$(echo "$commands" | sed -n 2p)
echo "newcomer: $install"
$install
echo "newcomer: $start"
# In a process group of its own: as with Ctrl+C, npm and what it has started hear the signal together.
setsid $start &
server=$!
stop() { kill -s TERM -- "-$server" 2>/dev/null; }
trap 'stop || :' EXIT
trap 'exit 1' INT TERM

tries=0
until node scripts/healthcheck.mjs >/dev/null 2>&1; do
  kill -0 $server || exit 1
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { echo "newcomer: not ready after 300 tries" >&2; exit 1; }
  sleep 1
done
echo "newcomer: ready at $url"
node scripts/first-card.mjs "$url"

stop
tries=0
while kill -s 0 -- "-$server" 2>/dev/null; do
  tries=$((tries + 1))
  [ $tries -lt 60 ] || { echo "newcomer: has not stopped" >&2; exit 1; }
  sleep 1
done
trap - EXIT
echo "newcomer: stopped"

if [ -n "$afterwards" ]; then
  echo "newcomer: $afterwards"
  $afterwards
fi

#!/bin/sh
# Makes the secrets that docker-compose.yml names, in deploy/secrets/ or the folder given. What is there already is kept.
#   scripts/make-secrets.sh [FOLDER]
set -eu
umask 077
folder=${1:-$(dirname "$0")/../deploy/secrets}
mkdir -p "$folder"
cd "$folder"

password() { od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n'; }
key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
# Compose mounts a file with its mode, and each container runs as a user of its own. Nobody else enters the folder.
keep() {
  [ -e "$1" ] && return
  printf '%s\n' "$2" >"$1.new"
  chmod 444 "$1.new"
  mv "$1.new" "$1"
  echo "made $folder/$1" >&2
}

keep postgres-password "$(password)"
keep database-url "postgres://hoofbeats:$(cat postgres-password)@postgres:5432/hoofbeats"
keep redis.conf "requirepass $(password)"
keep redis-url "redis://:$(sed -n 's/^requirepass //p' redis.conf)@redis:6379"
keep seal-keys "k1:$(key)"
keep pseudonym-key "$(key)"
keep operator-token "$(password)"
keep audit-token "$(password)"
keep grafana-password "$(password)"

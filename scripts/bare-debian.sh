#!/bin/sh
# Runs scripts/newcomer.sh in a bare Debian: a root made by debootstrap that has git, certificates, and the Node.js of this
# machine (Debian 12's own is older than Hoofbeats needs), as a user without rights.
#   scripts/bare-debian.sh [COMMAND]
# COMMAND runs at the end, in the clone, e.g. `npm test`. DEBIAN_MIRROR names another mirror.
set -eu
command=${1-}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
repository=$(cd "$(dirname "$0")/.." && pwd)

refuse() {
  echo "bare-debian: cannot run here: $1" >&2
  exit 2
}
[ "$(uname -s)" = Linux ] || refuse "it needs Linux."
[ "$(id -u)" = 0 ] || refuse "chroot needs root."
command -v debootstrap >/dev/null || refuse "debootstrap is missing (apt-get install debootstrap)."
command -v node >/dev/null || refuse "node is missing."

root=$(mktemp -d)
cleanup() {
  umount "$root/proc" 2>/dev/null || :
  rm -rf --one-file-system "$root"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

# mktemp closes it to everybody else, and in there somebody else is to work.
chmod 755 "$root"
debootstrap --variant=minbase --include=git,ca-certificates,libatomic1 bookworm "$root" "$mirror" >&2
chroot "$root" useradd --create-home newcomer

# Node.js and npm, and nothing else of this machine.
node=$(readlink -f "$(command -v node)")
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$root/usr/local/lib/node_modules"
cp "$node" "$root/usr/local/bin/node"
cp -R "$npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp /etc/hosts "$root/etc/hosts"
# Behind a proxy that ends TLS, its certificate must be known inside as well.
if [ -n "${NODE_EXTRA_CA_CERTS-}" ]; then
  cp "$NODE_EXTRA_CA_CERTS" "$root/etc/extra-ca.pem"
fi
mount -t proc proc "$root/proc" 2>/dev/null || echo "bare-debian: without /proc" >&2

# What is committed here, as a repository of the user's own: git reads no stranger's.
git clone --quiet --bare "$repository" "$root/srv/hoofbeats.git"
cp "$repository/scripts/newcomer.sh" "$root/srv/newcomer.sh"
chroot "$root" chown -R newcomer: /srv

chroot --userspec=newcomer:newcomer "$root" env -i \
  PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 HOME=/home/newcomer \
  ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/extra-ca.pem} \
  ${HTTPS_PROXY:+HTTPS_PROXY="$HTTPS_PROXY"} ${NPM_CONFIG_REGISTRY:+NPM_CONFIG_REGISTRY="$NPM_CONFIG_REGISTRY"} \
  sh /srv/newcomer.sh /srv/hoofbeats.git /home/newcomer/work "$command"

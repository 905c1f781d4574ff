#!/bin/bash
# Installs Debian packages that are missing: tools/needs.sh PURPOSE PACKAGE...
# Does nothing when all are there; says what to do when it may not install.
set -eu

purpose=$1
shift
missing=()
for package in "$@"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Fehler: Für $purpose fehlt: ${missing[*]}" >&2
  echo "Abhilfe: als root: apt-get update && apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Installiere für $purpose: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null

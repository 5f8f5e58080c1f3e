#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Install what building and testing need and this machine lacks, by apt on Debian and Ubuntu.
# Elsewhere, or without the right to install: name it and exit 1. Nothing missing: says nothing.
#
#   scripts/deps.sh           install
#   scripts/deps.sh --check   only name what is missing
set -euo pipefail

# What must be there for a package to count as there: a command or a file.
needs=(
    "cmake      command cmake"
    "make       command make"
    "gcc        command gcc"
    "libc6-dev  header  stdio.h"
    "python3    command python3"
    "gcc-avr    command avr-gcc"
    "binutils-avr command avr-size"
    "avr-libc   file    /usr/lib/avr/include/avr/io.h"
    "libsimavr-dev header simavr/sim_avr.h"
    "libelf-dev header  libelf.h"
    "libedit-dev header editline/readline.h"
    "valgrind   command valgrind"
    "lua5.4     command lua5.4"
)

has_header() {
    echo "#include <$1>" | gcc -E -x c - >/dev/null 2>&1
}

is_there() {
    case $1 in
        command) command -v "$2" >/dev/null 2>&1 ;;
        header) has_header "$2" ;;
        file) [ -e "$2" ] ;;
    esac
}

missing=()
for row in "${needs[@]}"; do
    read -r package kind name <<<"$row"
    is_there "$kind" "$name" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" != 0 ]; then
    root=(sudo -n)
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || root=(no)
fi
if [ "${1:-}" = --check ] || [ "${root[*]}" = no ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing here: ${missing[*]} (names of Debian's packages). Please install them:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 1
fi

echo "Missing here: ${missing[*]}. Installing them by apt-get." >&2
install=(apt-get install -y -q --no-install-recommends)
apt_log=$(mktemp)
trap 'rm -f "$apt_log"' EXIT
if ! { "${root[@]}" apt-get update -q && "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        "${install[@]}" "${missing[@]}"; } >"$apt_log" 2>&1; then
    tail -n 20 "$apt_log" >&2
    echo "apt-get could not install: ${missing[*]}" >&2
    exit 1
fi
echo "Installed: ${missing[*]}." >&2

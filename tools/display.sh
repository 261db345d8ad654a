#!/bin/sh
# tools/display.sh check        exit 0 if a window can be opened here
# tools/display.sh run COMMAND  run COMMAND on a virtual display of its own, gone afterwards
set -eu

case ${1:-} in
check)
    [ "$(uname -s)" = Linux ] || exit 0
    [ -n "${DISPLAY:-}" ] || exit 1
    # A DISPLAY may be left over from a session that has ended.
    exec .venv/bin/python -c "import tkinter; tkinter.Tk().destroy()" 2>/dev/null
    ;;
run) shift ;;
*)
    echo "usage: tools/display.sh check|run COMMAND…" >&2
    exit 2
    ;;
esac

if [ "$(uname -s)" != Linux ]; then exec "$@"; fi

folder=$(mktemp -d)
server=
command=
finish() {
    trap - EXIT INT TERM HUP
    for process in $command $server; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server itself picks a free number and says which, so two runs never meet.
Xvfb -displayfd 3 -screen 0 "${SCREEN:-1280x800x24}" -nolisten tcp \
    3>"$folder/number" >"$folder/log" 2>&1 </dev/null &
server=$!
tries=0
while ! [ -s "$folder/number" ]; do
    if [ "$tries" -ge 100 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "The virtual display did not start:" >&2
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.1
    tries=$((tries + 1))
done
DISPLAY=":$(cat "$folder/number")"
export DISPLAY
# In the background, because a shell that waits in the foreground does not hear a signal.
"$@" &
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"

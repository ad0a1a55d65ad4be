package nutkeeper.demo;

import java.nio.file.Path;
import nutkeeper.topology.Address;

/**
 * The shell script that restarts one twemproxy of a world. A killed nutcracker may hold its ports until the last of its
 * threads is gone, although its pid is a zombie already, so the script waits for every thread. It uses the shell's own
 * commands where it can: each fork is a millisecond or two in which an old master takes writes that will be lost.
 */
final class RestartScript {
    private static final String ACTION = """
        echo >> restart.begun
        running() { # pid -> whether a thread of it is more than a zombie
            for stat in /proc/"$1"/task/*/stat; do
                { read -r line < "$stat"; } 2>/dev/null || continue
                case ${line##*) } in [ZX]*) ;; *) return 0 ;; esac
            done
            return 1
        }
        pid=0 comm=''
        [ ! -s nutcracker.pid ] || read -r pid < nutcracker.pid
        { read -r comm < /proc/"$pid"/comm; } 2>/dev/null || true
        case $comm in
        nutcracker | setsid | sh) # the last two: one that is only just being started
            kill "$pid" 2>/dev/null || true
            kill -s CONT "$pid" 2>/dev/null || true
            tries=0
            while running "$pid"; do
                tries=$((tries + 1))
                if [ "$tries" -gt 1000 ]; then
                    echo "twemproxy (pid $pid) does not end; nothing was started" >&2
                    exit 1
                fi
                sleep 0.005
            done
            ;;
        esac
        "$setsid" "$nutcracker" -c "$config" -o nutcracker.log -a "$stats_host" -s "$stats_port" </dev/null >/dev/null 2>&1 &
        echo $! > nutcracker.pid
        : > restart.done
        """;

    private RestartScript() {}

    /** The script for the nutcracker.yml {@code config}; the files that it keeps are in {@code folder}. */
    static String text(Path folder, Path config, Address stats) {
        return """
                #!/bin/sh
                # Restarts twemproxy: ends the one in nutcracker.pid, waits until it is gone, starts another in a session of its own.
                set -eu
                cd '%s'
                setsid='%s' nutcracker='%s' config='%s' stats_host=%s stats_port=%d
                """.formatted(
                        folder, Program.SETSID.path(), Program.NUTCRACKER.path(), config, stats.host(), stats.port())
                + ACTION;
    }
}

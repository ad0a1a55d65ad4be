package nutkeeper.proxy;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, extends and judges the mark of one proxy: what is due must stay due over any crash, and nothing else may be. */
record Marker(Target target, MarkFile file, ListeningSockets sockets, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Marker.class);
    private static final String NO_OLD_TEXT = "";

    /** What stood before, and what stands now. */
    record Marking(MarkFile.Standing before, Mark mark) {
        /** Whether an earlier rollout had begun this very switch. */
        boolean isOld() {
            return before instanceof MarkFile.Standing.Stands(Mark standing) && standing.equals(mark);
        }
    }

    /** MARK of a rollout that changes the file. */
    Marking markChange(Change change) throws IOException {
        return mark(change, Fingerprint.of(change.before()));
    }

    /** MARK of a rollout that leaves the file as it is; a mark that was made for this very text stays as it is, too. */
    Marking markSwitch(Change change) throws IOException {
        MarkFile.Standing before = file.read();
        return before instanceof MarkFile.Standing.Stands(Mark standing) && standing.isFor(change.before())
                ? new Marking(before, standing)
                : mark(change, NO_OLD_TEXT);
    }

    private Marking mark(Change change, String oldText) throws IOException {
        MarkFile.Standing before = file.read();
        Mark fresh = new Mark(
                target.configFile(),
                sockets.processes(change.after().all()),
                oldText,
                Fingerprint.of(change.after().text()),
                clock.instant());
        Mark mark = switch (before) {
            case MarkFile.Standing.None _ -> fresh;
            case MarkFile.Standing.Stands(Mark standing) ->
                standing.isDue(change.before()) ? standing.followedBy(fresh) : fresh;
            case MarkFile.Standing.Damaged(String why) -> {
                LOG.warn("set mark aside why=\"{}\"; every process that listens now counts as old", why);
                file.copyAside();
                yield fresh.alwaysDue();
            }
        };
        file.write(mark);
        return new Marking(before, mark);
    }

    /**
     * Adds whoever listens by now: someone else may have started it between MARK and the rename, and it read the old file. It
     * is called behind the rename, so trouble with the disk may cost this precaution, but must not stop the switch.
     */
    Marking withLateReaders(Marking marking, List<ListenAddress> listens) {
        Mark extended = marking.mark().with(sockets.processes(listens));
        if (!extended.equals(marking.mark())) {
            try {
                file.write(extended);
            } catch (IOException trouble) {
                LOG.warn("cannot extend mark file={} why=\"{}\"; going on", file.file(), StepFailed.sentence(trouble));
            }
        }
        return new Marking(marking.before(), extended);
    }

    /** Undoes a mark whose change did not come about; if that fails, {@link #pending} will see that it is void. */
    void takeBack(Marking marking) {
        try {
            file.restore(marking.before());
        } catch (IOException trouble) {
            LOG.warn("cannot take mark back file={} why=\"{}\"; it is void", file.file(), StepFailed.sentence(trouble));
        }
    }

    /** Judges what an earlier rollout left; a mark whose rename never happened is removed. */
    Pending pending(ConfigFile config) {
        try {
            return switch (file.read()) {
                case MarkFile.Standing.None _ -> new Pending.Nothing();
                case MarkFile.Standing.Damaged(String why) -> new Pending.SwitchDue(why + ", so a switch may be due");
                case MarkFile.Standing.Stands(Mark mark) -> pending(mark, config);
            };
        } catch (IOException trouble) {
            return new Pending.Unknown(
                    "cannot read the mark of " + target.configFile() + ": " + StepFailed.sentence(trouble));
        }
    }

    private Pending pending(Mark mark, ConfigFile config) throws IOException {
        return switch (config.read()) {
            case ConfigFile.Reading.Unreadable(String why) -> new Pending.Unknown(why);
            case ConfigFile.Reading.Text(String present) -> {
                if (mark.isDue(present)) {
                    yield new Pending.SwitchDue("the switch begun at " + mark.since() + " is not known to be done");
                }
                file.remove();
                yield new Pending.Nothing();
            }
        };
    }
}

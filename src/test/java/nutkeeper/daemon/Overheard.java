package nutkeeper.daemon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears every line that one logger writes, whatever the log settings are, until it is closed. */
public final class Overheard extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Level former;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** @param name the logger's */
    public Overheard(String name) {
        this.logger = Logger.getLogger(name);
        this.former = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    /** {@code LEVEL message}, in order. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many lines contain the text. */
    public long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + record.getMessage()
                + (record.getThrown() == null ? "" : " " + record.getThrown()));
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(former);
    }
}

package nutkeeper.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Closes several things, one after the other, whatever becomes of the others. */
final class Closing {
    private Closing() {}

    /** Closes all in order; the first trouble is thrown when all have been closed, with the others suppressed in it. */
    static void all(List<Closeable> things) {
        WorldTrouble trouble = new WorldTrouble("cannot end the world in order");
        for (Closeable thing : things) {
            try {
                thing.close();
            } catch (IOException | RuntimeException failed) {
                trouble.addSuppressed(failed);
            }
        }
        if (trouble.getSuppressed().length > 0) {
            throw trouble;
        }
    }
}

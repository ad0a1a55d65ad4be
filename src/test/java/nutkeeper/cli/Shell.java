package nutkeeper.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What one command line came to. */
record Shell(int exit, String out, String err) {
    /** Runs the command in this JVM. */
    static Shell run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Main.run(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Shell(exit, out.toString(), err.toString());
    }
}

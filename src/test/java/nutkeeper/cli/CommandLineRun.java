package nutkeeper.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One run of the command in this process: its exit code, and what it wrote. */
record CommandLineRun(int exit, String out, String err) {
    static CommandLineRun of(String... args) {
        return withInput("", args);
    }

    /** Standard input and output pass as bytes in UTF-8, as they do in a real run. */
    static CommandLineRun withInput(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int exit = Main.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true),
                args);
        return new CommandLineRun(exit, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}

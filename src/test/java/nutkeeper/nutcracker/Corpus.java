package nutkeeper.nutcracker;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Real nutcracker.yml files from public repositories, which the environment variable NUTCRACKER_CORPUS points to: a folder
 * with {@code manifest.tsv} (a header, then one line per file; columns {@code local} and {@code nutcracker_rc}).
 */
record Corpus(List<Entry> entries) {
    /** A file, and whether {@code nutcracker -t} 0.5.0 accepts it. */
    record Entry(String name, boolean accepted, String text) {}

    /** The corpus; the test is skipped by name where there is none. */
    static Corpus assumed() throws IOException {
        String folder = System.getenv("NUTCRACKER_CORPUS");
        assumeThat(folder)
                .as("NUTCRACKER_CORPUS is set; without it the golden files stand in for real ones")
                .isNotNull();
        List<String> lines = Files.readAllLines(Path.of(folder, "manifest.tsv"));
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            String name = cells[header.indexOf("local")];
            boolean accepted = cells[header.indexOf("nutcracker_rc")].equals("0");
            entries.add(new Entry(name, accepted, Files.readString(Path.of(folder, name))));
        }
        return new Corpus(List.copyOf(entries));
    }
}

package nutkeeper.proxy;

import java.util.List;

/** What became of the wish to change a text. */
public sealed interface Rendering {
    /**
     * The text with the changes in it, where its touched pools listen (all pools if nothing was to change), and where all of
     * its pools do. One process serves a whole file, so {@code all} tells who runs it now and {@code touched} what to prove.
     */
    record Rendered(String text, List<ListenAddress> touched, List<ListenAddress> all) implements Rendering {
        /** @throws IllegalArgumentException if there is nothing to prove */
        public Rendered {
            touched = List.copyOf(touched);
            all = List.copyOf(all);
            if (touched.isEmpty()) {
                throw new IllegalArgumentException("a rendered file without a listen address cannot be proven");
            }
        }

        /** It renders the text of a file with secrets, so it never shows it. */
        @Override
        public String toString() {
            return "Rendered[" + text.length() + " characters, touched=" + touched + "]";
        }
    }

    /** The text cannot be changed as wished; {@code why} is one sentence. */
    record Declined(String why) implements Rendering {}
}

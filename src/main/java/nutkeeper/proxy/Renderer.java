package nutkeeper.proxy;

import java.util.List;
import nutkeeper.keeper.Repoint;

/** Turns the text of nutcracker.yml into the text after some moves; a pure function of its arguments. */
@FunctionalInterface
public interface Renderer {
    /** The text with every move in it and no other byte changed; without moves the text itself and where its pools listen. */
    Rendering render(String text, List<Repoint> moves);
}

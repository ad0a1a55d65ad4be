package nutkeeper.nutcracker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Reads the one shape that twemproxy takes: a block mapping of pools, each a block mapping of keys to scalars or to block
 * lists of scalars. It reads events, as conf_parse of nc_conf.c does: a node tree would hide document markers, tags and
 * anchors, which twemproxy refuses, and a deep one would cost the stack.
 */
final class Outline {
    private final String text;
    private final CodePoints points;
    private final Iterator<Event> events;

    private Outline(String text) {
        this.text = text;
        this.points = CodePoints.of(text);
        this.events = new Parse(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .parseString(text)
                .iterator();
    }

    /** The pools of the text; the YAML engine's exceptions pass through. */
    static List<Section> of(String text) throws Unfit {
        return new Outline(text).document();
    }

    private List<Section> document() throws Unfit {
        next(); // the start of the stream says nothing
        if (!(next() instanceof DocumentStartEvent start)) {
            throw new Unfit(1, 1, "the file holds no pools");
        }
        if (start.isExplicit()) {
            throw unfit(start, "a directive or '---', which nutcracker refuses; remove it");
        }
        if (!is(next(), Event.ID.MappingStart)) {
            throw new Unfit(1, 1, "the file is no mapping of pool names to pools");
        }
        List<Section> sections = new ArrayList<>();
        for (Event event = next(); !is(event, Event.ID.MappingEnd); event = next()) {
            sections.add(section(scalar(event)));
        }
        end();
        return sections;
    }

    private void end() throws Unfit {
        Event end = next();
        if (end instanceof DocumentEndEvent document && document.isExplicit()) {
            throw unfit(end, "'...', which nutcracker refuses; remove it");
        }
        Event more = next();
        if (is(more, Event.ID.DocumentStart)) {
            throw unfit(more, "a second document, which nutcracker refuses");
        }
    }

    private Section section(Scalar name) throws Unfit {
        Event start = next();
        if (!is(start, Event.ID.MappingStart)) {
            throw unfit(start, "the pool holds no settings; give it listen: and servers:");
        }
        List<Section.Entry> entries = new ArrayList<>();
        for (Event event = next(); !is(event, Event.ID.MappingEnd); event = next()) {
            addValues(scalar(event), entries);
        }
        return new Section(name, entries);
    }

    private void addValues(Scalar key, List<Section.Entry> entries) throws Unfit {
        Event value = next();
        if (!is(value, Event.ID.SequenceStart)) {
            entries.add(new Section.Entry(key, scalar(value), false));
            return;
        }
        for (Event item = next(); !is(item, Event.ID.SequenceEnd); item = next()) {
            entries.add(new Section.Entry(key, scalar(item), true));
        }
    }

    private Scalar scalar(Event event) throws Unfit {
        if (!(event instanceof ScalarEvent scalar)) {
            throw unfit(event, "a list or a mapping where nutcracker takes only one value");
        }
        Mark from = start(event);
        if (scalar.getValue().isEmpty()) {
            throw unfit(event, "an empty value, which nutcracker refuses");
        }
        int start = points.unit(from.getIndex());
        int end = points.unit(scalar.getEndMark().orElseThrow().getIndex());
        return new Scalar(
                scalar.getValue(),
                text.substring(start, end),
                style(scalar),
                start,
                from.getLine() + 1,
                from.getColumn() + 1);
    }

    private static Scalar.Style style(ScalarEvent scalar) {
        return switch (scalar.getScalarStyle()) {
            case PLAIN -> Scalar.Style.PLAIN;
            case SINGLE_QUOTED -> Scalar.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Scalar.Style.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> Scalar.Style.BLOCK;
        };
    }

    private Event next() throws Unfit {
        Event event = events.next();
        if (event instanceof AliasEvent) {
            throw unfit(event, "an alias ('*'), which nutcracker refuses; write the value itself");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw unfit(event, "an anchor ('&'), which nutcracker refuses; remove it");
        }
        if (isTagged(event)) {
            throw unfit(event, "a tag ('!'), which nutcracker refuses; remove it");
        }
        if (event instanceof CollectionStartEvent collection && collection.isFlow()) {
            throw unfit(event, "a flow collection ('[' or '{'), which nutcracker refuses; write one entry per line");
        }
        return event;
    }

    private static boolean isTagged(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag().isPresent();
            case CollectionStartEvent collection -> collection.getTag().isPresent();
            default -> false;
        };
    }

    private static boolean is(Event event, Event.ID id) {
        return event.getEventId() == id;
    }

    private static Unfit unfit(Event event, String why) {
        Mark mark = start(event);
        return new Unfit(mark.getLine() + 1, mark.getColumn() + 1, why);
    }

    private static Mark start(Event event) {
        return event.getStartMark().orElseThrow();
    }
}

package nutkeeper.nutcracker;

import java.util.List;

/**
 * One pool as the file lays it out: its key, and each value with the key it belongs to. twemproxy takes every item of a list
 * for one more value of the list's key, whichever key that is (conf_parse_core of nc_conf.c), so a list is spread here too.
 */
record Section(Scalar name, List<Entry> entries) {
    Section {
        entries = List.copyOf(entries);
    }

    /** One value of one key, and whether it is an item of a list. */
    record Entry(Scalar key, Scalar value, boolean listed) {
        boolean isServer() {
            return key.value().equals("servers");
        }
    }
}

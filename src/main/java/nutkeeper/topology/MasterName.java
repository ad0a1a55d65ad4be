package nutkeeper.topology;

/**
 * The name under which a group of Sentinels monitors a master. The group is empty where the settings have only one; with
 * named groups a master is written {@code group/name}. The name itself may hold blanks, "@" and any letter (sentinel.c does
 * not restrict it), so it is never split.
 */
public record MasterName(String group, String name) implements Comparable<MasterName> {
    public MasterName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a master's name is empty");
        }
    }

    /** A master of the only, unnamed group of Sentinels. */
    public static MasterName of(String name) {
        return new MasterName("", name);
    }

    @Override
    public int compareTo(MasterName other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : name.compareTo(other.name);
    }

    /** {@code name}, or {@code group/name} where groups are named. */
    @Override
    public String toString() {
        return group.isEmpty() ? name : group + "/" + name;
    }
}

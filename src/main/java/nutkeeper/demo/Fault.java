package nutkeeper.demo;

/** What is done to a master in the demonstration. */
enum Fault {
    /** A crash, which Sentinel has to notice first. */
    KILL("kill -9 of the master"),
    /** A failover that an operator asks for while everything is well. */
    PLANNED("SENTINEL FAILOVER");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** What it is called in the picture. */
    String words() {
        return words;
    }

    /** Does it to the master of a shard. */
    void strike(World world, String shard, RedisServer master) {
        switch (this) {
            case KILL -> master.kill();
            case PLANNED -> world.sentinels().getFirst().failover(shard);
        }
    }
}

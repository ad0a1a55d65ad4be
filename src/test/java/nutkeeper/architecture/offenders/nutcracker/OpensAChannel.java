package nutkeeper.architecture.offenders.nutcracker;

import java.nio.channels.FileChannel;

record OpensAChannel(FileChannel channel) {}

package nutkeeper.architecture.offenders.keeper;

final class StartsAThread {
    Thread started(Runnable work) {
        return Thread.ofVirtual().start(work);
    }
}

package nutkeeper.architecture.offenders.status;

final class PrintsToTheTerminal {
    void tell(String what) {
        System.out.println(what);
    }
}

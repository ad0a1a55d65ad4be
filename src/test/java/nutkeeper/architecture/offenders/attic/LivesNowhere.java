package nutkeeper.architecture.offenders.attic;

final class LivesNowhere {}

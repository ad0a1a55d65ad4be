package nutkeeper.architecture.offenders.keeper;

final class PlanManager {}

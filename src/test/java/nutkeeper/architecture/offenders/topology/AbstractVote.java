package nutkeeper.architecture.offenders.topology;

final class AbstractVote {
    record VoteImpl() {}
}

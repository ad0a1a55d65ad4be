package nutkeeper.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks for all names at once, as each that does not exist may take the name service seconds to deny. */
final class HostNames {
    /** Where names resolve; the name service of this host but in tests. */
    interface Resolver {
        InetAddress resolve(String name) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Duration within;

    HostNames(Resolver resolver, Duration within) {
        this.resolver = resolver;
        this.within = within;
    }

    /** Those of the names that have no address, or none in time. */
    Set<String> unresolved(Set<String> names) throws InterruptedException {
        List<String> asked = List.copyOf(names);
        List<Callable<InetAddress>> questions = new ArrayList<>();
        asked.forEach(name -> questions.add(() -> resolver.resolve(name)));
        // A question cannot be interrupted, so its thread is left behind and must not keep the program alive.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("name-", 0).factory());
        List<Future<InetAddress>> answers = threads.invokeAll(questions, within.toMillis(), TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        Set<String> unresolved = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!isAnswered(answers.get(i))) {
                unresolved.add(asked.get(i));
            }
        }
        return unresolved;
    }

    private static boolean isAnswered(Future<InetAddress> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException | CancellationException noAddress) {
            return false;
        }
    }
}

package nutkeeper.daemon;

import java.util.List;
import nutkeeper.keeper.Decision;
import nutkeeper.keeper.ProxyView;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Secrets;
import nutkeeper.proxy.Rendering;
import nutkeeper.status.PlanPicture;
import nutkeeper.status.UnifiedDiff;

/** Decisions that were only looked at, drawn with the very text that a rollout would write. */
public final class Plans {
    private Plans() {}

    /** One picture for each proxy, in the settings' order. */
    public static List<PlanPicture> of(Survey.Result result) {
        return result.seen().proxies().stream()
                .map(view -> picture(view, result.round().decision(view.configFile())))
                .toList();
    }

    private static PlanPicture picture(ProxyView view, Decision decision) {
        if (decision instanceof Decision.RollOut rollOut && view.parsing() instanceof NutcrackerConfig config) {
            return switch (new EditorRenderer()
                    .render(config.text(), rollOut.plan().repoints())) {
                case Rendering.Rendered rendered ->
                    new PlanPicture(
                            view.configFile(),
                            decision,
                            UnifiedDiff.of(view.configFile(), config.text(), rendered.text(), Secrets.of(config)));
                case Rendering.Declined declined ->
                    new PlanPicture(view.configFile(), new Decision.Hold(List.of(declined.why())), "");
            };
        }
        return new PlanPicture(view.configFile(), decision, "");
    }
}

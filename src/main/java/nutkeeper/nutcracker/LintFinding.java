package nutkeeper.nutcracker;

/**
 * One thing in a nutcracker.yml that twemproxy takes and an operator should know: the rule that found it, the pool, the server
 * ({@code pool/server}) or {@code the file} that it is about, the line counted from 1, and what is there. It never quotes a
 * password.
 */
public record LintFinding(LintRule rule, String subject, int line, String what) {
    public LintFinding {
        if (line < 1) {
            throw new IllegalArgumentException("line " + line + " is counted from 1");
        }
    }

    /** {@code line 3, alpha: what; why; what to do}. */
    @Override
    public String toString() {
        return "line " + line + ", " + subject + ": " + what + "; " + rule.why() + "; " + rule.remedy();
    }
}

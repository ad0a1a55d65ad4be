package nutkeeper.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings of a check and the pictures under them. */
public record CheckPicture(List<Finding> findings, MastersPicture masters, Map<String, PlacementsPicture> placements) {
    public CheckPicture {
        findings = List.copyOf(findings);
        placements = new LinkedHashMap<>(placements);
    }

    /** How much a finding matters. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** It works, but an operator should know. */
        WARNING,
        /** A failover would not be followed. */
        PROBLEM
    }

    /** One thing that was looked at; what has a page of its own has an id, too, and both are empty otherwise. */
    public record Finding(Severity severity, String subject, String text, String id, String page) {
        /** Something that needs no page. */
        public Finding(Severity severity, String subject, String text) {
            this(severity, subject, text, "", "");
        }

        private String line() {
            return page.isEmpty() ? text : text + "; see " + page;
        }
    }

    /** Whether a failover would not be followed. */
    public boolean hasProblem() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.PROBLEM);
    }

    /** For people. */
    public String text() {
        Table table = new Table("", "WHAT", "FINDING");
        findings.forEach(finding -> table.row(word(finding), finding.subject(), finding.line()));
        StringBuilder text = new StringBuilder(table.toString());
        placements.forEach(
                (file, picture) -> text.append('\n').append(file).append('\n').append(picture.text()));
        return text.append('\n').append(masters.text()).toString();
    }

    /** For programs. */
    public Map<String, Object> json() {
        List<Map<String, Object>> found = new ArrayList<>();
        findings.forEach(finding -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("severity", word(finding));
            one.put("subject", finding.subject());
            one.put("text", finding.text());
            if (!finding.id().isEmpty()) {
                one.put("id", finding.id());
                one.put("page", finding.page());
            }
            found.add(one);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("findings", found);
        Map<String, Object> byFile = new LinkedHashMap<>();
        placements.forEach((file, picture) -> byFile.put(file, picture.json()));
        json.put("placements", byFile);
        json.put("masters", masters.json());
        return json;
    }

    private static String word(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }
}

package nutkeeper.status;

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

        /** The text, and where to read more. */
        String line() {
            return page.isEmpty() ? text : text + "; see " + page;
        }

        /** The severity in small letters. */
        String word() {
            return severity.name().toLowerCase(Locale.ROOT);
        }

        /** For programs; id and page only where there are any. */
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("severity", word());
            json.put("subject", subject);
            json.put("text", text);
            if (!id.isEmpty()) {
                json.put("id", id);
                json.put("page", page);
            }
            return json;
        }
    }

    /** Whether a failover would not be followed. */
    public boolean hasProblem() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.PROBLEM);
    }

    /** For people. */
    public String text() {
        Table table = new Table("", "WHAT", "FINDING");
        findings.forEach(finding -> table.row(finding.word(), finding.subject(), finding.line()));
        StringBuilder text = new StringBuilder(table.toString());
        placements.forEach(
                (file, picture) -> text.append('\n').append(file).append('\n').append(picture.text()));
        return text.append('\n').append(masters.text()).toString();
    }

    /** For programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("findings", findings.stream().map(Finding::json).toList());
        Map<String, Object> byFile = new LinkedHashMap<>();
        placements.forEach((file, picture) -> byFile.put(file, picture.json()));
        json.put("placements", byFile);
        json.put("masters", masters.json());
        return json;
    }
}

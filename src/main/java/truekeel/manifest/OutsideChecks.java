package truekeel.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import truekeel.model.Desired;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Value;

/** Warns of extensions that load something which no declared origin of the tenant's content security policy allows. */
final class OutsideChecks {
    /** Only documents that allow an origin have this field. */
    private static final String ORIGIN = "origin";

    private static final String DIRECTIVES = "directives";

    private final List<Allowed> allowed = new ArrayList<>();

    /**
     * An origin that is allowed, without its scheme.
     *
     * @param unknown whether the document leaves the directives to others
     */
    private record Allowed(String host, Set<String> directives, boolean unknown) {
        boolean covers(OutsideNeed need) {
            boolean same = host.equals(need.host())
                    || host.equals("*")
                    || (host.startsWith("*.") && need.host().endsWith(host.substring(1)));
            return same && (unknown || directives.contains(need.directive()));
        }
    }

    OutsideChecks(Collection<Desired> desired) {
        for (Desired resource : desired) {
            if (!resource.isAbsent() && resource.spec().has(ORIGIN)) {
                Set<String> directives = new TreeSet<>();
                resource.spec().items(DIRECTIVES).forEach(directive -> directives.add(directive.toString()));
                String host = host(resource.spec().text(ORIGIN).orElse(""));
                allowed.add(new Allowed(host, directives, !resource.spec().has(DIRECTIVES)));
            }
        }
    }

    private static String host(String origin) {
        return origin.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "").replaceFirst("/.*$", "");
    }

    /** One finding per origin. */
    List<Finding> of(Desired resource, Set<OutsideNeed> needs) {
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        Map<String, Set<String>> files = new LinkedHashMap<>();
        for (OutsideNeed need : needs) {
            boolean covered = allowed.stream().anyMatch(origin -> origin.covers(need));
            if (!covered) {
                missing.computeIfAbsent(need.origin(), any -> new TreeSet<>()).add(need.directive());
                files.computeIfAbsent(need.origin(), any -> new TreeSet<>()).add(need.file());
            }
        }
        List<Finding> findings = new ArrayList<>();
        missing.forEach((origin, directives) -> findings.add(Finding.warning(
                FindingCode.CSP_ORIGIN_MISSING,
                resource.position(),
                "The files of " + resource.ref() + " load from " + origin + " ("
                        + String.join(", ", files.getOrDefault(origin, Set.of()))
                        + "), which no CspOrigin of this tenant allows.",
                "Declare a CspOrigin with origin: \"" + origin + "\" and directives: "
                        + Value.texts(List.copyOf(directives)) + ", or add those to the one that there is.")));
        return findings;
    }
}

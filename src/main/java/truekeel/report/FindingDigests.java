package truekeel.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import truekeel.model.Finding;
import truekeel.model.Sha256;

/**
 * One digest per finding that stays the same while lines above it come and go, so that a service knows an old finding
 * again. Equal findings of one file are told apart by their number.
 */
final class FindingDigests {
    private FindingDigests() {}

    /** In the findings' order: 64 lower-case hex digits each, no two alike. */
    static List<String> of(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> digests = new ArrayList<>();
        for (Finding finding : findings) {
            String text = finding.code() + "\n" + finding.position().file() + "\n" + finding.message();
            digests.add(Sha256.hex(text + "\n" + seen.merge(text, 1, Integer::sum)));
        }
        return digests;
    }
}

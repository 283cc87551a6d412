package truekeel.manifest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import truekeel.model.FindingCode;

/**
 * Which values of a SOPS file are encrypted: at most one rule of its metadata, over the keys that lead to a value.
 * Regular expressions are those of RE2, as SOPS reads them; they take no more than linear time.
 */
final class SealedRule {
    private static final String DEFAULT_SUFFIX = "_unencrypted";
    private static final List<String> BY_COMMENT = List.of("encrypted_comment_regex", "unencrypted_comment_regex");

    private final Predicate<String> chosen;
    private final boolean encryptsChosen;

    private SealedRule(Predicate<String> chosen, boolean encryptsChosen) {
        this.chosen = chosen;
        this.encryptsChosen = encryptsChosen;
    }

    static SealedRule of(Node.Entries metadata) throws SealedDocument.Invalid {
        for (String key : BY_COMMENT) {
            if (!metadata.text(key).orElse("").isEmpty()) {
                throw invalid(
                        metadata,
                        "The file chooses what is encrypted by comments (" + key + "), which Truekeel does not read.");
            }
        }
        List<SealedRule> rules = new ArrayList<>();
        for (Map.Entry<String, Boolean> kind :
                Map.of("encrypted", true, "unencrypted", false).entrySet()) {
            String suffix = metadata.text(kind.getKey() + "_suffix").orElse("");
            if (!suffix.isEmpty()) {
                rules.add(new SealedRule(key -> key.endsWith(suffix), kind.getValue()));
            }
            String regex = metadata.text(kind.getKey() + "_regex").orElse("");
            if (!regex.isEmpty()) {
                rules.add(new SealedRule(pattern(metadata, regex), kind.getValue()));
            }
        }
        if (rules.size() > 1) {
            throw invalid(metadata, "The file has several rules for what is encrypted; SOPS allows one.");
        }
        return rules.isEmpty() ? new SealedRule(key -> key.endsWith(DEFAULT_SUFFIX), false) : rules.get(0);
    }

    private static Predicate<String> pattern(Node.Entries metadata, String regex) throws SealedDocument.Invalid {
        try {
            Pattern pattern = Pattern.compile(regex);
            return key -> pattern.matcher(key).find();
        } catch (PatternSyntaxException wrong) {
            throw invalid(metadata, "The regular expression for what is encrypted cannot be read.");
        }
    }

    private static SealedDocument.Invalid invalid(Node.Entries metadata, String message) {
        return new SealedDocument.Invalid(
                FindingCode.SOPS_INVALID, metadata.position(), message, "Choose by suffix or regular expression.");
    }

    boolean encrypts(List<String> path) {
        return path.stream().anyMatch(chosen) == encryptsChosen;
    }
}

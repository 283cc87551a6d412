package truekeel.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.Value;

/**
 * The fingerprint of a plan: SHA-256 over each writing change's kind, key, action, and field values before and after.
 * Neither revision, times, live ids nor annotations are in it.
 */
public record PlanHash(String hex) {

    static PlanHash over(List<Change> changes) {
        MessageDigest digest = sha256();
        changes.stream().filter(change -> change.action().writes()).forEach(change -> feed(digest, change));
        return new PlanHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256 of a value in canonical form, 64 hex digits. */
    public static String digestOf(Value value) {
        MessageDigest digest = sha256();
        feed(digest, canonical(value));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void feed(MessageDigest digest, Change change) {
        feed(digest, change.kind().value());
        feed(digest, change.key().parts().toString());
        feed(digest, change.action().name());
        feed(
                digest,
                change.desired().map(Desired::spec).map(PlanHash::canonical).orElse("-"));
        change.desired()
                .map(Desired::artefacts)
                .orElse(Map.of())
                .forEach((path, artefact) -> feed(digest, path + "=" + artefact.sha256()));
        feed(digest, change.live().map(live -> canonical(live.spec())).orElse("-"));
        for (FieldDiff field : change.fields()) {
            feed(digest, field.path() + canonical(field.desired()) + canonical(field.live()));
        }
    }

    private static void feed(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static String canonical(Value value) {
        if (value instanceof Value.Fields fields) {
            Map<String, String> sorted = new TreeMap<>();
            fields.values()
                    .forEach((name, field) ->
                            sorted.put(FieldPath.ROOT.child(name).toString(), canonical(field)));
            return "F" + sorted;
        }
        if (value instanceof Value.Items items) {
            return "I"
                    + items.values().stream().map(PlanHash::canonical).sorted().toList();
        }
        String text = value.toString();
        return value.getClass().getSimpleName().charAt(0) + "" + text.length() + ":" + text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256. This is a bug in Truekeel.", impossible);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}

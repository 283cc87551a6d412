package truekeel.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.ResourceRef;
import truekeel.model.Sha256;
import truekeel.model.Value;

/**
 * The fingerprint of a plan: SHA-256 over each writing change's kind, name, key, action, and field values before and
 * after. Neither revision, times, live ids nor annotations are in it; lists count as sets, as every list of every kind
 * is one.
 */
public record PlanHash(String hex) {

    static PlanHash over(List<Change> changes) {
        MessageDigest digest = Sha256.digest();
        changes.stream().filter(change -> change.action().writes()).forEach(change -> feed(digest, change));
        return new PlanHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256 of a value in canonical form, 64 hex digits. */
    public static String digestOf(Value value) {
        MessageDigest digest = Sha256.digest();
        feed(digest, canonical(value));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void feed(MessageDigest digest, Change change) {
        feed(digest, change.kind().value());
        feed(digest, name(change));
        change.key().parts().forEach((part, value) -> feed(digest, sized(part) + sized(value)));
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
            feed(digest, sized(field.path().toString()) + canonical(field.desired()) + canonical(field.live()));
        }
    }

    /** The name in Git, or the live object's: the reference of an undeclared object may hold its id. */
    private static String name(Change change) {
        return change.desired().map(Desired::ref).map(ResourceRef::name).orElseGet(() -> change.live()
                .map(Live::name)
                .orElse(""));
    }

    private static void feed(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** Every part tells its length, so that no two values have one form. */
    private static String canonical(Value value) {
        String form;
        if (value instanceof Value.Fields fields) {
            form = fields.values().entrySet().stream()
                    .map(field -> sized(field.getKey()) + canonical(field.getValue()))
                    .sorted()
                    .collect(Collectors.joining());
        } else if (value instanceof Value.Items items) {
            form = items.values().stream().map(PlanHash::canonical).sorted().collect(Collectors.joining());
        } else {
            form = value.toString();
        }
        return value.getClass().getSimpleName() + sized(form);
    }

    private static String sized(String text) {
        return text.length() + ":" + text;
    }

    @Override
    public String toString() {
        return hex;
    }
}

package truekeel.kinds;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;

/**
 * Bot users whose OAuth client is used no more, and what they own. A bot outlives its client, and content that it made
 * stays its own. One is taken for inactive only when it is disabled or deleted, or when a manifest names its client as
 * a former one: every other bot may be another tool's, alive, whatever clients the tenant lists.
 */
final class Bots {
    static final KindName USER = KindName.of("User");
    /** The field by which manifests name an owner. */
    static final String OWNER = "owner";
    /** The fact that names the inactive bot to whom an object belongs. */
    static final String INACTIVE_OWNER = "inactiveOwner";

    private static final FieldPath PATH = FieldPath.ROOT.child(OWNER);
    private static final String PREFIX = "qlikbot\\";
    private static final Set<String> SWITCHED_OFF = Set.of("disabled", "deleted");

    private final Set<String> former;
    private final Map<String, String> inactive = new LinkedHashMap<>();

    /** @param former ids of OAuth clients */
    Bots(List<String> former) {
        this.former = former.stream().map(client -> PREFIX + client).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether objects of a kind have an owner. */
    static boolean areOwned(KindSchema schema) {
        return schema.field(PATH)
                .flatMap(FieldSchema::reference)
                .filter(USER::equals)
                .isPresent();
    }

    /** How to ask for the former bots that nobody knows yet. */
    Set<Value> unmet(Set<String> known) {
        Set<String> missing = new HashSet<>(former);
        missing.removeAll(known);
        return missing.stream().map(Value::text).collect(Collectors.toUnmodifiableSet());
    }

    /** Takes note of a user. */
    void meet(Seen user) {
        String subject = user.spec().text("subject").orElse("");
        boolean off = user.spec().text("status").filter(SWITCHED_OFF::contains).isPresent();
        if (former.contains(subject) || (off && subject.startsWith(PREFIX))) {
            inactive.put(user.id(), subject);
        }
    }

    /** Whoever acts now is active, whatever a manifest says of its client. */
    void spare(String userId) {
        inactive.remove(userId);
    }

    boolean areMet() {
        return !inactive.isEmpty();
    }

    /** The id of the inactive bot that owns an object. */
    Optional<String> ownerOf(Seen object) {
        return object.spec()
                .fields(OWNER)
                .text("id")
                .or(() -> object.facts().text(Seen.OWNER_ID))
                .filter(inactive::containsKey);
    }

    /** The facts of an object that such a bot owns, and why it differs. */
    Value.Fields facts(Value.Fields facts, String bot) {
        String subject = inactive.getOrDefault(bot, bot);
        return facts.with(INACTIVE_OWNER, Value.text(subject))
                .with(
                        Live.REMARK,
                        Value.text("Its owner " + subject + " is the bot of an OAuth client that is used no more."));
    }
}

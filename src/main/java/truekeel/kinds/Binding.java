package truekeel.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.Artefact;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Owned;
import truekeel.model.Secret;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikTenant;

/**
 * What a change's steps know when they are sent: ids of what they refer to, what earlier steps found out, and what the
 * inventory remembers of the object. One per change, used by one thread.
 */
public final class Binding {
    private final Change change;
    private final String changeId;
    private final QlikTenant qlik;
    private final Directory directory;
    private final Optional<Owned> owned;
    private final Secrets secrets;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> digests = new LinkedHashMap<>();
    private final Map<String, Value> facts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> ownId;
    private boolean begun;

    /** Where the secrets' values of one tenant come from at the moment of sending. */
    public interface Secrets {
        /** Throws a {@link RuntimeException} with a message for people when it cannot be had. */
        Secret resolve(Value.SecretRef ref);

        /** What the inventory remembers of a secret that was sent; equal for equal secrets, and tells nothing else. */
        String digest(Secret secret);

        /** Where new secrets of the tenant go. */
        Sink sink();
    }

    /** Takes secrets that Qlik makes and never shows again. */
    public interface Sink {
        /** Throws a {@link RuntimeException} with a message for people when nothing could be taken now. */
        void check(String name);

        /**
         * Takes a secret under a name, in place of an older one; throws as {@link #check} when it cannot.
         *
         * @param beside what else whoever uses the secret must know, by the field's name
         * @param field what the secret is called
         */
        void take(String name, Map<String, String> beside, String field, Secret secret);

        /** Whether the entry of that name is still there and says this beside its secret. */
        boolean holds(String name, String field, String text);
    }

    public Binding(
            Change change,
            String changeId,
            QlikTenant qlik,
            Directory directory,
            Optional<Owned> owned,
            Secrets secrets) {
        this.change = change;
        this.changeId = changeId;
        this.qlik = qlik;
        this.directory = directory;
        this.owned = owned;
        this.secrets = secrets;
        this.ownId = change.live().map(live -> live.id());
        owned.ifPresent(line -> facts.putAll(line.facts().values()));
    }

    public Change change() {
        return change;
    }

    /** Eight characters that no other change of any run has; marks what is under construction. */
    public String changeId() {
        return changeId;
    }

    /** For reads only. */
    public QlikTenant qlik() {
        return qlik;
    }

    /** The id of the object itself. Throws when it is not made yet, which is a bug of the kind's order of steps. */
    public String ownId() {
        return ownId.orElseThrow(() ->
                new IllegalStateException(change.ref() + " has no id before it is made. This is a bug in Truekeel."));
    }

    public void ownId(String id) {
        ownId = Optional.of(id);
    }

    public Optional<String> knownOwnId() {
        return ownId;
    }

    /** The object is gone, so what follows must make it anew. */
    public void forgetOwnId() {
        ownId = Optional.empty();
    }

    /** The id of what a canonical reference points to, live before the run or made in it. */
    public String idOf(KindName kind, Value reference) {
        return directory.idOf(kind, reference);
    }

    /** As {@link #idOf}, of what was observed and comes along: whom nobody knows any more is written by the id. */
    public String idOfSeen(KindName kind, Value reference) {
        Optional<String> id = reference instanceof Value.Fields fields ? fields.text("id") : Optional.empty();
        return id.orElseGet(() -> idOf(kind, reference));
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public void value(String name, String value) {
        values.put(name, value);
    }

    /** Tells, in a full sentence, what came of the change beside its verdict. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** What was told of the change so far, in order. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** What the inventory shall remember of the object from now on. */
    public void remember(String fact, Value value) {
        facts.put(fact, value);
    }

    public Optional<Value> remembered(String fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** All that is to be remembered, as of now. */
    public Value.Fields facts() {
        return new Value.Fields(facts);
    }

    public Optional<Owned> owned() {
        return owned;
    }

    /** An earlier process sent a call that makes the object, and did not live to learn what came of it. */
    public void begunEarlier() {
        begun = true;
    }

    /** Whether the object may well be what an earlier process made without learning of it. */
    public boolean wasBegunEarlier() {
        return begun;
    }

    /** Where new secrets go. */
    public Sink sink() {
        return secrets.sink();
    }

    /** The artefact that a field of the desired spec names. */
    public Optional<Artefact> artefact(String field) {
        return change.desired()
                .flatMap(desired -> Optional.ofNullable(desired.artefacts().get(FieldPath.parse(field))));
    }

    /** The artefact that a field must name. Throws when it names none, which is a bug of the kind. */
    public Artefact artefactOf(String field) {
        return artefact(field)
                .orElseThrow(() -> new IllegalStateException(
                        change.ref() + " has no file to upload for " + field + ". This is a bug in Truekeel."));
    }

    /** The value as it is now, to be sent by the step that asks. */
    public Secret secret(Value.SecretRef ref) {
        Secret secret = secrets.resolve(ref);
        digests.put(ref.name(), secrets.digest(secret));
        return secret;
    }

    /** The digest of a secret that a step asked for; empty when none did. */
    public Optional<String> sentDigest(Value.SecretRef ref) {
        return Optional.ofNullable(digests.get(ref.name()));
    }
}

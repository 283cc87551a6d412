package truekeel.kinds.app;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import truekeel.kinds.AppItems;
import truekeel.kinds.Binding;
import truekeel.model.Owned;
import truekeel.model.Value;

/** What the inventory remembers of an app between runs, and how it is put there. */
record Memory(Value.Fields facts) {
    static final Memory NONE = new Memory(Value.Fields.EMPTY);

    /** The staged copy that is our own import. */
    private static final String STAGED = "stagedId";
    /** When the staged copy last changed by our hand; not set while it is under construction. */
    private static final String STAGED_MODIFIED = "stagedModified";
    /** The id of the space that the staged copy is in. */
    private static final String STAGE_SPACE = "stageSpace";
    /** An import of ours that a newer one replaces and that is still to be deleted. */
    private static final String SUPERSEDED = "supersededId";
    /** The superseded copy deleted last, which the index may still show. */
    private static final String RETIRED = "retiredId";
    /** The digest of the file whose content the app has. */
    private static final String DIGEST = "digest";

    private static final String PUBLISH_TIME = "publishTime";
    /** The app as the last answer to a write showed it, and when that was. */
    private static final String WRITTEN = "written";

    static Memory of(Owned owned) {
        return new Memory(owned.facts());
    }

    static Memory of(Binding binding) {
        return new Memory(binding.facts());
    }

    Optional<String> stagedId() {
        return facts.text(STAGED);
    }

    Optional<String> stagedModified() {
        return facts.text(STAGED_MODIFIED);
    }

    Optional<String> stageSpace() {
        return facts.text(STAGE_SPACE);
    }

    Optional<String> supersededId() {
        return facts.text(SUPERSEDED);
    }

    Optional<String> retiredId() {
        return facts.text(RETIRED);
    }

    Optional<String> digest() {
        return facts.text(DIGEST);
    }

    Optional<String> publishTime() {
        return facts.text(PUBLISH_TIME);
    }

    /** Whether the index may still show the app as it was before we wrote to it. */
    boolean isFresh(Instant now) {
        return facts.fields(WRITTEN)
                .text("at")
                .flatMap(Memory::time)
                .filter(at -> now.isBefore(at.plus(AppItems.LAG)))
                .isPresent();
    }

    /** Whether a view is the app as we last wrote it. */
    boolean isAsWritten(AppView view) {
        return facts.fields(WRITTEN).without("at").equals(picture(view));
    }

    /** An answer about the app itself. */
    static void wrote(Binding binding, AppView app) {
        binding.remember(
                WRITTEN,
                picture(app)
                        .with("at", Value.text(binding.qlik().clock().instant().toString())));
        binding.remember(PUBLISH_TIME, optional(app.publishTime()));
    }

    /** The app now has the content of this file. */
    static void holds(Binding binding, String digest) {
        binding.remember(DIGEST, Value.text(digest));
    }

    /** A new staged copy, under construction; the one before it, when it was our import too, is superseded. */
    static void staged(Binding binding, AppView copy) {
        Memory before = of(binding);
        before.stagedId()
                .filter(id -> !id.equals(copy.id()))
                .ifPresent(id -> binding.remember(SUPERSEDED, Value.text(id)));
        binding.remember(STAGED, Value.text(copy.id()));
        binding.remember(STAGED_MODIFIED, Value.nothing());
        binding.remember(STAGE_SPACE, Value.text(copy.spaceId()));
    }

    /** The staged copy as it is from now on; a later time of change tells that somebody edited it. */
    static void stagedAs(Binding binding, AppView copy) {
        if (of(binding).stagedId().filter(copy.id()::equals).isPresent()) {
            binding.remember(STAGED_MODIFIED, optional(copy.modifiedDate()));
            binding.remember(STAGE_SPACE, Value.text(copy.spaceId()));
        }
    }

    /** The app as it is now, where a call that is not answered with it changed it. */
    static void sawAgain(Binding binding) {
        AppReads.byId(binding.qlik(), binding.ownId()).ifPresent(app -> {
            wrote(binding, app);
            stagedAs(binding, app);
        });
    }

    /** There is no staged copy any more; nothing is left to be in a wrong space. */
    static void stagedGone(Binding binding) {
        binding.remember(STAGED, Value.nothing());
        binding.remember(STAGED_MODIFIED, Value.nothing());
        binding.remember(STAGE_SPACE, Value.nothing());
    }

    static void retired(Binding binding, String id) {
        binding.remember(SUPERSEDED, Value.nothing());
        binding.remember(RETIRED, Value.text(id));
    }

    private static Value.Fields picture(AppView app) {
        return Value.Fields.EMPTY
                .with("name", Value.text(app.name()))
                .with("description", Value.text(app.description().stamped()))
                .with("ownerId", Value.text(app.ownerId()))
                .with("spaceId", Value.text(app.spaceId()))
                .with("publishTime", Value.text(app.publishTime()));
    }

    private static Value optional(String text) {
        return text.isEmpty() ? Value.nothing() : Value.text(text);
    }

    /** Whether two of Qlik's times are one, however they are written. */
    static boolean isSameTime(String one, String other) {
        return one.equals(other) || (time(one).isPresent() && time(one).equals(time(other)));
    }

    /** One of Qlik's times; empty when there is none or it cannot be read. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}

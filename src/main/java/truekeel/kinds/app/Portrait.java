package truekeel.kinds.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;

/** An app in the shape of its manifest, made from what the look brought of it and of its staged copy. */
final class Portrait {
    static final String CREATED = "createdDate";
    static final String PUBLISH_TIME = "publishTime";
    /** The staged copy that is our own import. */
    static final String STAGED = "stagedId";
    /** The stamp as it stands in the description, believed or not. */
    static final String STAMP = "stamp";
    /** The digest of the content, known without looking at the stamp. */
    static final String CONTENT = "contentDigest";
    /** An import of ours that is still to be deleted. */
    static final String SUPERSEDED = "supersededId";

    /** Why the reload of the content failed, while nothing speaks for another try. */
    static final String RELOAD_FAILED = "reloadFailed";

    private final Look look;
    private final Lines lines;
    private final ReloadPortrait reload;
    private final Map<String, AppView> apps;
    private final Instant now;

    Portrait(Look look, Lines lines, Map<String, AppView> apps, Instant now) {
        this.look = look;
        this.lines = lines;
        this.reload = new ReloadPortrait(look, lines);
        this.apps = apps;
        this.now = now;
    }

    Seen of(AppView app) {
        Value.Fields spec = Value.Fields.EMPTY.with("name", Value.text(app.name()));
        if (app.waitsForSpace()) {
            return Seen.of(app.id(), spec).withFacts(Value.Fields.EMPTY.with(Live.BUILT_IN, Value.flag(true)));
        }
        Memory memory = lines.memory(app.id());
        spec = spec.with("description", Value.text(app.description().text()));
        Optional<String> digest = app.digest().filter(any -> isBelievable(app, memory));
        if (digest.isPresent()) {
            spec = spec.with("source", Value.Fields.EMPTY.with("digest", Value.text(digest.get())));
        }
        Optional<Value> stage = app.isPublished() ? stage(app, memory) : Optional.of(Kind.reference(app.spaceId()));
        if (stage.isPresent()) {
            spec = spec.with("stage", Value.Fields.EMPTY.with("space", stage.get()));
        }
        if (app.isPublished()) {
            spec = spec.with("publish", Value.Fields.EMPTY.with("space", Kind.reference(app.spaceId())));
        }
        List<Value> tags =
                app.tags().orElse(List.of()).stream().<Value>map(Value::text).toList();
        if (!tags.isEmpty()) {
            spec = spec.with("tags", new Value.Items(tags));
        }
        if (lines.comparesOwners() && !app.ownerId().isEmpty()) {
            spec = spec.with("owner", Kind.reference(app.ownerId()));
        }
        return reload.of(app, digest, Seen.of(app.id(), spec).withFacts(facts(app, memory)));
    }

    /**
     * A stamp tells the content only while nobody but us published the app. Where the time of publishing moved, it was
     * us if the app comes from our staged copy as we left it: then the answer to our call was lost.
     */
    private boolean isBelievable(AppView app, Memory memory) {
        if (!app.isPublished()
                || memory.publishTime().isEmpty()
                || Memory.isSameTime(memory.publishTime().get(), app.publishTime())) {
            return true;
        }
        return memory.stagedId()
                .filter(app.originAppId()::equals)
                .flatMap(id -> Optional.ofNullable(apps.get(id)))
                .flatMap(copy ->
                        memory.stagedModified().filter(modified -> Memory.isSameTime(modified, copy.modifiedDate())))
                .isPresent();
    }

    /**
     * The space of the staged copy. An app of ours that has no copy which we know of is where its manifest wants it:
     * what is not there cannot be in the wrong space, and a missing copy alone is no reason to import anything.
     */
    private Optional<Value> stage(AppView app, Memory memory) {
        Optional<Owned> line = lines.ofApp(app.id());
        Optional<Value> seen = stagedId(app, memory)
                .flatMap(id -> Optional.ofNullable(apps.get(id)))
                .filter(copy -> !memory.isFresh(now))
                .map(copy -> Kind.reference(copy.spaceId()));
        if (seen.isPresent()) {
            return seen;
        }
        if (line.isPresent()) {
            return memory.stageSpace().map(Kind::reference).or(() -> lines.declaredStage(line.get()));
        }
        return origin(app).filter(copy -> copy.name().equals(app.name())).map(copy -> Kind.reference(copy.spaceId()));
    }

    /** Our own import: the one remembered, or the app's source where it carries our stamp and belongs to our bot. */
    private Optional<String> stagedId(AppView app, Memory memory) {
        return memory.stagedId().filter(id -> !id.equals(app.id())).or(() -> origin(app)
                .filter(copy -> copy.digest().isPresent())
                .filter(copy -> copy.ownerId().equals(look.qlik().identity().userId()))
                .map(AppView::id));
    }

    private Optional<AppView> origin(AppView app) {
        return Optional.ofNullable(apps.get(app.originAppId())).filter(AppView::isInSharedSpace);
    }

    private Value.Fields facts(AppView app, Memory memory) {
        Value.Fields facts = Value.Fields.EMPTY
                .with(Seen.SPACE_ID, Value.text(app.spaceId()))
                .with(CREATED, Value.text(app.createdDate()))
                .with(PUBLISH_TIME, Value.text(app.publishTime()))
                .with(Seen.OWNER_ID, Value.text(app.ownerId()));
        if (app.distributed()) {
            facts = facts.with(Live.NEVER_DELETED, Value.flag(true));
        }
        facts = with(facts, STAMP, app.description().digest());
        facts = with(facts, SUPERSEDED, memory.supersededId());
        facts = with(facts, STAGED, app.isPublished() ? stagedId(app, memory) : Optional.empty());
        boolean unmoved = !app.isPublished()
                || memory.publishTime()
                        .filter(time -> Memory.isSameTime(time, app.publishTime()))
                        .isPresent();
        return with(facts, CONTENT, memory.digest().filter(digest -> unmoved));
    }

    private static Value.Fields with(Value.Fields facts, String name, Optional<String> text) {
        return text.map(value -> facts.with(name, Value.text(value))).orElse(facts);
    }
}

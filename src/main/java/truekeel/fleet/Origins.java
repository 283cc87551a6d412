package truekeel.fleet;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import truekeel.kinds.Donor;
import truekeel.kinds.Kinds;
import truekeel.kinds.Survey;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Clockwork;
import truekeel.qlik.WebFiles;
import truekeel.schema.FieldSchema;
import truekeel.store.ArtefactCache;
import truekeel.store.Journal;
import truekeel.store.RunId;

/**
 * Content that is not in Git: files on web servers, and live objects of other tenants. Here it is found out which
 * version a resource shall have, and how its bytes can be had; they are brought when a change needs them, and never for
 * a plan.
 */
public final class Origins {
    /** A person who asks wants to see what is there now. */
    private static final Duration ASKED = Duration.ofSeconds(15);

    private final Kinds kinds;
    private final Optional<Duration> interval;
    private final Fetched fetched;
    private final WebSources web;
    private final Shelves shelves;
    private final Exports exports;

    /**
     * What origins are made of.
     *
     * @param cache where fetched files are kept
     * @param threads as many as are asked for: pieces of this work may wait for slow tenants
     * @param interval used instead of every tenant's own
     */
    public record Parts(
            Kinds kinds,
            ArtefactCache cache,
            WebFiles web,
            Journal journal,
            Clockwork clockwork,
            Executor threads,
            Optional<Duration> interval) {}

    public Origins(Parts parts) {
        this.kinds = parts.kinds();
        this.interval = parts.interval();
        this.fetched = new Fetched(parts.cache(), parts.clockwork().clock(), parts.threads());
        this.web = new WebSources(parts.web(), fetched);
        this.shelves = new Shelves(parts.clockwork().clock(), parts.threads());
        this.exports = new Exports(parts.journal(), parts.clockwork(), fetched, shelves);
    }

    /**
     * The survey with every content from elsewhere named by its digest; resources whose content cannot be told may not
     * be planned.
     *
     * @param cause the run that content is fetched for; empty for a mere plan, which fetches none
     */
    public Survey settled(TenantTask task, Survey survey, Optional<RunId> cause) {
        fetched.tidy();
        List<Desired> settled = new ArrayList<>();
        Map<ResourceRef, Refusal> refused = new HashMap<>();
        for (Desired desired : survey.desired()) {
            Verdict verdict = new Verdict(desired, Optional.empty());
            for (FieldSchema field : desired.isAbsent() ? List.<FieldSchema>of() : artefacts(desired)) {
                verdict = settled(task, verdict, field.path(), cause);
            }
            settled.add(verdict.desired());
            verdict.refusal().ifPresent(refusal -> refused.put(desired.ref(), refusal));
        }
        return survey.with(settled, refused);
    }

    private record Verdict(Desired desired, Optional<Refusal> refusal) {}

    private List<FieldSchema> artefacts(Desired desired) {
        return kinds.find(desired.kind()).isPresent()
                ? kinds.schema(desired.kind()).artefacts()
                : List.of();
    }

    private Verdict settled(TenantTask task, Verdict before, FieldPath path, Optional<RunId> cause) {
        Desired desired = before.desired();
        Optional<Value.Fields> source =
                path.in(desired.spec()).filter(Value.Fields.class::isInstance).map(Value.Fields.class::cast);
        if (source.isEmpty() || desired.artefacts().containsKey(path)) {
            return before;
        }
        if (source.get().has("url")) {
            return new Verdict(fromWeb(task, desired, path, source.get()), before.refusal());
        }
        return source.get().has("tenant") ? promoted(task, before, path, source.get(), cause) : before;
    }

    private Desired fromWeb(TenantTask task, Desired desired, FieldPath path, Value.Fields source) {
        URI place = URI.create(source.text("url").orElseThrow());
        String sha256 = source.text("sha256").orElseThrow();
        Optional<Value.SecretRef> token =
                source.get("token").filter(Value.SecretRef.class::isInstance).map(Value.SecretRef.class::cast);
        Artefact file = Artefact.elsewhere(
                WebFiles.shown(place),
                sha256,
                new OnWeb(
                        sha256,
                        () -> web.fetch(
                                place, sha256, token.map(name -> task.secrets().resolve(name)))));
        return with(desired, path, source.without("token"), file);
    }

    private Verdict promoted(
            TenantTask task, Verdict before, FieldPath path, Value.Fields source, Optional<RunId> cause) {
        Desired desired = before.desired();
        Donor donor = kinds.kind(desired.kind())
                .donor()
                .orElseThrow(() -> new IllegalStateException(
                        desired.kind() + " cannot come from another tenant. This is a bug in Truekeel."));
        PromotionWish wish = PromotionWish.of(desired, source);
        Optional<Neighbourhood.Neighbour> from = Optional.of(wish.tenant())
                .filter(TenantName::isValid)
                .flatMap(name -> task.neighbours().find(TenantName.of(name)));
        if (from.isEmpty()) {
            return new Verdict(
                    desired,
                    Optional.of(wish.refused(
                            RefusalCode.SOURCE_UNAVAILABLE,
                            "The tenant '" + wish.tenant()
                                    + "' is not asked: it is broken, suspended, not made yet, or without credentials.",
                            "Look at that tenant's own status.")));
        }
        Shelves.Glance glance = shelves.look(desired.kind(), donor, from.get().qlik(), wish.space(), lifetime(task));
        PromotionWish.Answer answer = wish.answered(from.get(), glance, donor.type());
        if (answer.promotion().isEmpty()) {
            return new Verdict(desired, answer.refusal());
        }
        Promotion promotion = answer.promotion().get();
        Artefact content = Artefact.elsewhere(promotion.shown(), promotion.digest(), new Far(promotion, donor, cause));
        Value.Fields named = source.with("version", Value.text(promotion.version()))
                .with("digest", Value.text(content.shortDigest()));
        return new Verdict(with(desired, path, named, content), before.refusal());
    }

    private Duration lifetime(TenantTask task) {
        Duration round = interval.orElse(task.wanted().policy().interval());
        return task.trigger().isByHand() && round.compareTo(ASKED) > 0 ? ASKED : round;
    }

    private static Desired with(Desired desired, FieldPath path, Value.Fields source, Artefact file) {
        Map<FieldPath, Artefact> artefacts = new TreeMap<>(desired.artefacts());
        artefacts.put(path, file);
        return new Desired(
                desired.ref(),
                desired.key(),
                desired.metadata(),
                desired.lifecycle(),
                (Value.Fields) path.replacedIn(desired.spec(), source),
                desired.position(),
                artefacts);
    }

    /** The content of a file on a web server. */
    private final class OnWeb implements Artefact.Elsewhere {
        private final String sha256;
        private final Supplier<Artefact.AtHand> fetching;

        OnWeb(String sha256, Supplier<Artefact.AtHand> fetching) {
            this.sha256 = sha256;
            this.fetching = fetching;
        }

        @Override
        public Artefact.AtHand fetch() {
            return fetching.get();
        }

        @Override
        public Optional<Artefact.Content> present() {
            return web.present(sha256).map(Artefact.AtHand::content);
        }
    }

    /** The content of a promotion. */
    private final class Far implements Artefact.Elsewhere {
        private final Promotion promotion;
        private final Donor donor;
        private final Optional<RunId> cause;

        Far(Promotion promotion, Donor donor, Optional<RunId> cause) {
            this.promotion = promotion;
            this.donor = donor;
            this.cause = cause;
        }

        @Override
        public Artefact.AtHand fetch() {
            return exports.fetch(
                    promotion,
                    donor,
                    cause.orElseThrow(() ->
                            new IllegalStateException("A mere plan exports nothing. This is a bug in Truekeel.")));
        }

        @Override
        public Optional<Artefact.Content> present() {
            return exports.present(promotion).map(Artefact.AtHand::content);
        }

        @Override
        public Optional<String> version() {
            return Optional.of(promotion.version());
        }
    }
}

package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.qvf.AppFile;
import truekeel.qvf.Insight;
import truekeel.qvf.Outline.Category;
import truekeel.store.MemoryStore;

/** What is told of a changed app file, and at which price. */
class AppContentsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Metadata TENANT = Metadata.named("acme");
    private static final byte[] OLD = AppFile.of("Sales")
            .script("///$tab Main", "a")
            .measure("m", "Amount", "Sum(a)")
            .bytes();
    private static final byte[] FRESH = AppFile.of("Sales")
            .script("///$tab Main", "b")
            .measure("m", "Amount", "Sum(b)")
            .bytes();

    private final MemoryStore store = new MemoryStore();
    private final AtomicInteger opened = new AtomicInteger();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private AppContents contents(Executor reader) {
        return new AppContents(store.outlines(), reader, () -> NOON);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Content with a past that may hold one earlier version. */
    private final class File implements Artefact.Content {
        private final byte[] bytes;
        private final Optional<byte[]> past;

        File(byte[] bytes, Optional<byte[]> past) {
            this.bytes = bytes;
            this.past = past;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Optional<Artefact.Content> earlier(String digest) {
            return past.filter(old -> sha256(old).startsWith(digest)).map(old -> new File(old, Optional.empty()));
        }
    }

    private Change update(Metadata metadata, byte[] from, byte[] to, Artefact.Content content) {
        Artefact artefact = new Artefact("files/sales.qvf", sha256(to), "0".repeat(32), to.length, content);
        Value.Fields spec = Value.Fields.EMPTY.with(
                "source", Value.Fields.EMPTY.with("digest", Value.text(artefact.shortDigest())));
        Desired desired = new Desired(
                ResourceRef.of("App", "Sales"),
                NaturalKey.of(KindName.of("App"), Map.of("name", "Sales")),
                metadata,
                Desired.Lifecycle.PRESENT,
                spec,
                Position.startOf("a.yaml"),
                Map.of(FieldPath.parse("/source"), artefact));
        Live live = new Live(
                KindName.of("App"), "id", List.of(), "Sales", Value.Fields.EMPTY, Value.Fields.EMPTY, Optional.empty());
        return new Change.Update(
                desired,
                live,
                List.of(new FieldDiff(
                        FieldPath.parse("/source/digest"),
                        Value.text(sha256(to).substring(0, 12)),
                        Value.text(sha256(from).substring(0, 12)))),
                "The file changed.",
                Set.of());
    }

    private Change update(Optional<byte[]> past) {
        return update(Metadata.named("Sales"), OLD, FRESH, new File(FRESH, past));
    }

    private static Insight one(AppContents contents, Change change) {
        return Objects.requireNonNull(
                contents.await(List.of(change), TENANT, Duration.ofSeconds(10)).get(change.ref()));
    }

    @Test
    void comparesWithTheVersionInTheRepositorysPast() {
        // when
        Insight insight = one(contents(Runnable::run), update(Optional.of(OLD)));

        // then
        assertThat(insight).isInstanceOfSatisfying(Insight.Compared.class, compared -> {
            assertThat(compared.difference().items()).hasSize(1);
            assertThat(compared.difference().script().orElseThrow().added()).isEqualTo(1);
        });
    }

    @Test
    void knowsTheDeployedVersionFromWhenItWasRead() {
        // given: the old file was a change once, and is gone since
        one(
                contents(Runnable::run),
                update(Metadata.named("Sales"), new byte[0], OLD, new File(OLD, Optional.empty())));

        // when
        Insight insight = one(contents(Runnable::run), update(Optional.empty()));

        // then
        assertThat(insight).isInstanceOf(Insight.Compared.class);
    }

    @Test
    void readsEachContentOnceForAllTenants() {
        // given
        AppContents contents = contents(Runnable::run);

        // when
        for (int i = 0; i < 50; i++) {
            contents.watch(List.of(update(Optional.of(OLD))), Metadata.named("tenant-" + i));
        }

        // then
        assertThat(opened).hasValue(2);
    }

    @Test
    void saysWhenTheDeployedVersionIsNotAtHand() {
        // when
        Insight insight = one(contents(Runnable::run), update(Optional.empty()));

        // then
        assertThat(insight).isInstanceOfSatisfying(Insight.Alone.class, alone -> {
            assertThat(alone.why()).isEqualTo("The version deployed now is not at hand.");
            assertThat(alone.holds()).containsEntry(Category.MEASURE, 1);
            assertThat(alone.scriptLines()).isEqualTo(2);
        });
    }

    @Test
    void keepsTheScriptOutWhereTheAppOrTheTenantAsks() {
        // given
        Metadata silent = new Metadata("x", Map.of(), Map.of(Metadata.CONTENT_DIFF, "false"));
        Change change = update(silent, OLD, FRESH, new File(FRESH, Optional.of(OLD)));

        // when
        Insight ofApp = one(contents(Runnable::run), change);
        Insight ofTenant =
                contents(Runnable::run).now(update(Optional.of(OLD)), silent).orElseThrow();

        // then
        assertThat(List.of(ofApp, ofTenant)).allSatisfy(insight -> assertThat(insight)
                .isInstanceOfSatisfying(
                        Insight.Compared.class,
                        compared -> assertThat(compared.difference().script()).isEmpty()));
        assertThat(store.outlines().find(sha256(FRESH).substring(0, 12), NOON)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaid() {
        // given
        byte[] noApp = {0, 1, 2, 3, 4};

        // when
        Insight unreadable = one(
                contents(Runnable::run),
                update(Metadata.named("Sales"), OLD, noApp, new File(noApp, Optional.of(OLD))));
        Insight gone = one(contents(Runnable::run), update(Metadata.named("Sales"), OLD, FRESH, () -> {
            throw new IOException("The object is missing.");
        }));

        // then
        assertThat(unreadable).isEqualTo(new Insight.Unknown("The file does not begin like an app file."));
        assertThat(gone).isEqualTo(new Insight.Unknown("The file could not be read: The object is missing."));
    }

    @Test
    void nobodyWaitsForAReader() {
        // given
        AppContents contents = contents(waiting::add);
        Change change = update(Optional.of(OLD));

        // when
        contents.watch(List.of(change), TENANT);
        Insight before = contents.now(change, TENANT).orElseThrow();
        waiting.forEach(Runnable::run);
        Insight after = contents.now(change, TENANT).orElseThrow();

        // then
        assertThat(waiting).hasSize(1);
        assertThat(before).isInstanceOf(Insight.Unknown.class);
        assertThat(after).isInstanceOf(Insight.Compared.class);
    }

    @Test
    void aReaderThatRefusesHarmsNobody() {
        // given
        AppContents contents = contents(work -> {
            throw new RejectedExecutionException("full");
        });

        // when / then
        assertThat(one(contents, update(Optional.of(OLD)))).isInstanceOf(Insight.Unknown.class);
    }

    @Test
    void otherChangesAreNotLookedInto() {
        // given
        Change change = update(Optional.of(OLD));
        Change renamed = new Change.Update(
                change.desired().orElseThrow(),
                change.live().orElseThrow(),
                List.of(new FieldDiff(FieldPath.parse("/name"), Value.text("a"), Value.text("b"))),
                "The name changed.",
                Set.of());

        // when
        AppContents contents = contents(Runnable::run);
        contents.watch(List.of(renamed), TENANT);

        // then
        assertThat(contents.now(renamed, TENANT)).isEmpty();
        assertThat(opened).hasValue(0);
    }
}

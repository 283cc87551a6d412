package truekeel.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import truekeel.manifest.BoundedCache;
import truekeel.model.Artefact;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.Metadata;
import truekeel.model.ResourceRef;
import truekeel.plan.Change;
import truekeel.qvf.Difference;
import truekeel.qvf.Insight;
import truekeel.qvf.Outline;
import truekeel.qvf.OutlineJson;
import truekeel.qvf.QvfReader;
import truekeel.qvf.ReadLimits;
import truekeel.qvf.Reading;
import truekeel.store.Outlines;

/**
 * Tells what a change does to an app's content. Files are read by a thread of their own, each content once, and never
 * for a plan that changes none; what they hold is kept in the store, so that the deployed version is known when the
 * next one comes.
 */
public final class AppContents {
    private static final Logger LOG = Logger.getLogger(AppContents.class);
    private static final int INSIGHTS = 128;
    private static final int READINGS = 16;

    private final Outlines outlines;
    private final Executor reader;
    private final InstantSource clock;
    private final QvfReader files = new QvfReader(ReadLimits.DEFAULT);
    private final BoundedCache<ContentChange, CompletableFuture<Insight>> insights = new BoundedCache<>(INSIGHTS);
    private final BoundedCache<String, Reading> readings = new BoundedCache<>(READINGS);

    /** @param reader runs one piece of work after the other; may refuse some when there is too much */
    public AppContents(Outlines outlines, Executor reader, InstantSource clock) {
        this.outlines = outlines;
        this.reader = reader;
        this.clock = clock;
    }

    /** Begins to find out about those changes that bring other content. Returns at once. */
    public void watch(Collection<Change> changes, Metadata tenant) {
        changes.forEach(change -> ContentChange.of(change, tenant).ifPresent(this::now));
    }

    /** What is known of a change by now; begins to find out where nobody did. Empty where no content changes. */
    public Optional<Insight> now(Change change, Metadata tenant) {
        return ContentChange.of(change, tenant).map(this::now);
    }

    Insight now(ContentChange change) {
        CompletableFuture<Insight> insight = begin(change);
        return insight.isDone()
                ? insight.join()
                : new Insight.Unknown("What changed in the file is still being read. Look again in a moment.");
    }

    /** The load script of a file that was read before and may be seen; reads none. */
    Optional<String> script(String digest) {
        return known(digest, true)
                .filter(Reading.Told.class::isInstance)
                .flatMap(reading -> ((Reading.Told) reading).outline().script())
                .map(Outline.Script::text);
    }

    /** Finds out about each change of content, within the time given for all of them. */
    public Map<ResourceRef, Insight> await(Collection<Change> changes, Metadata tenant, Duration patience) {
        Map<ResourceRef, Insight> told = new TreeMap<>();
        long left = patience.toNanos();
        for (Change change : changes) {
            Optional<ContentChange> content = ContentChange.of(change, tenant);
            if (content.isPresent()) {
                long begun = System.nanoTime();
                told.put(change.ref(), awaited(begin(content.get()), left));
                left = Math.max(0, left - (System.nanoTime() - begun));
            }
        }
        return told;
    }

    private static Insight awaited(CompletableFuture<Insight> insight, long nanos) {
        try {
            return insight.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Insight.Unknown("What changed in the file could not be read in time.");
        } catch (ExecutionException broken) {
            throw new IllegalStateException("Reading a file threw. This is a bug in Truekeel.", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Insight.Unknown("Interrupted before it was read what changed in the file.");
        }
    }

    private CompletableFuture<Insight> begin(ContentChange change) {
        CompletableFuture<Insight> insight = new CompletableFuture<>();
        Optional<CompletableFuture<Insight>> known = insights.putIfAbsent(change, insight);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            reader.execute(() -> find(change, insight));
        } catch (RejectedExecutionException busy) {
            insights.remove(change);
            insight.complete(
                    new Insight.Unknown("Too many files wait to be read; what changed in this one is not told."));
        }
        return insight;
    }

    /** The one place where a failure of reading is caught: it keeps no app from being deployed. */
    private void find(ContentChange change, CompletableFuture<Insight> insight) {
        try {
            insight.complete(insight(change));
        } catch (IOException gone) {
            insights.remove(change);
            insight.complete(new Insight.Unknown("The file could not be read: " + gone.getMessage()));
        } catch (RuntimeException failure) {
            insights.remove(change);
            LOG.warn(LogLine.of("It could not be told what changed in a file.")
                    .with(LogKeys.MESSAGE, failure.getMessage()));
            insight.complete(new Insight.Unknown("What changed in the file could not be found out."));
        }
    }

    private Insight insight(ContentChange change) throws IOException {
        Optional<Artefact.Content> file = change.file();
        Optional<Reading> fresh = reading(change.fresh(), change.withScript(), file);
        if (fresh.isEmpty()) {
            insights.remove(change);
            return new Insight.Unknown("The file is not in the repository, and it was not fetched yet.");
        }
        if (fresh.get() instanceof Reading.Unreadable unreadable) {
            return new Insight.Unknown(unreadable.why());
        }
        Outline outline = ((Reading.Told) fresh.get()).outline();
        if (change.old().isEmpty()) {
            return Insight.Alone.of(outline, "");
        }
        Optional<Reading> old = old(change, file);
        if (old.isEmpty()) {
            return Insight.Alone.of(outline, "The version deployed now is not at hand.");
        }
        if (old.get() instanceof Reading.Unreadable unreadable) {
            return Insight.Alone.of(outline, "Of the version deployed now: " + unreadable.why());
        }
        return new Insight.Compared(
                Difference.between(((Reading.Told) old.get()).outline(), outline, change.withScript()));
    }

    private Optional<Reading> old(ContentChange change, Optional<Artefact.Content> file) throws IOException {
        String digest = change.old().orElseThrow();
        Optional<Reading> known = known(digest, change.withScript());
        if (known.isPresent() || file.isEmpty()) {
            return known;
        }
        return reading(digest, change.withScript(), file.get().earlier(digest));
    }

    private Optional<Reading> reading(String digest, boolean withScript, Optional<Artefact.Content> file)
            throws IOException {
        Optional<Reading> known = known(digest, withScript);
        if (known.isPresent() || file.isEmpty()) {
            return known;
        }
        try (InputStream in = file.get().open()) {
            Reading reading = files.read(in);
            Reading kept = reading instanceof Reading.Told told && !withScript
                    ? new Reading.Told(told.outline().withoutScript())
                    : reading;
            remember(digest, withScript, kept);
            return Optional.of(kept);
        }
    }

    /** An outline without its script is kept apart, for whoever may see it would take it for a file that has none. */
    private static List<String> places(String digest, boolean withScript) {
        return withScript ? List.of(digest) : List.of(digest + "-", digest);
    }

    private Optional<Reading> known(String digest, boolean withScript) {
        for (String place : places(digest, withScript)) {
            Optional<Reading> known = readings.find(place).or(() -> outlines.find(place, clock.instant())
                    .flatMap(OutlineJson::read)
                    .map(Reading.Told::new));
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private void remember(String digest, boolean withScript, Reading reading) {
        String place = places(digest, withScript).get(0);
        readings.put(place, reading);
        if (reading instanceof Reading.Told told) {
            OutlineJson.write(told.outline()).ifPresent(bytes -> outlines.put(place, bytes, clock.instant()));
        }
    }
}

package truekeel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Artefact.AtHand;
import truekeel.model.SourceCode;
import truekeel.model.SourceException;
import truekeel.store.ArtefactCache;

/** What is remembered of a place that failed. */
class FetchedTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final AtomicInteger tried = new AtomicInteger();
    private Fetched fetched;

    @BeforeEach
    void begin(@TempDir Path folder) {
        fetched = new Fetched(new ArtefactCache(folder, 100, () -> now), () -> now, new SameThread());
    }

    private AtHand broken() {
        tried.incrementAndGet();
        throw new SourceException(SourceCode.SOURCE_UNREACHABLE, "Nobody is there.");
    }

    private void fails(String place) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> fetched.join(place, "The file", this::broken));
    }

    @Test
    void whatFailedIsNotTriedAgainAtOnce() {
        // given
        fails("a");

        // when
        now = now.plus(Duration.ofSeconds(59));
        fetched.tidy();
        fails("a");

        // then
        assertThat(tried).hasValue(1);
        assertThat(fetched.failed()).containsExactly("a");
    }

    @Test
    void aPlaceThatNobodyNamesAnyMoreIsForgotten() {
        // given
        fails("a");
        now = now.plus(Duration.ofSeconds(30));
        fails("b");

        // when
        now = now.plus(Duration.ofSeconds(30));
        fetched.tidy();

        // then
        assertThat(fetched.failed()).containsExactly("b");
    }
}

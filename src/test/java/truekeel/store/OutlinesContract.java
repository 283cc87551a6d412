package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every keeper of outlines. */
interface OutlinesContract extends StoreAtHand {
    Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    default void anOutlineOutlivesTheProcess() throws Exception {
        // given
        store().outlines().put("0123456789ab", content(10), NOON);

        // when
        store().outlines().put("0123456789ab", content(1 << 19), NOON);
        reopen();

        // then
        assertThat(store().outlines().find("0123456789ab", NOON)).contains(content(1 << 19));
        assertThat(store().outlines().find("0123456789ac", NOON)).isEmpty();
    }

    @Test
    default void thoseUsedLastAreKept() {
        // given
        store().outlines().put("aa", content(1), NOON);
        store().outlines().put("bb", content(2), NOON.plusSeconds(1));
        store().outlines().put("cc", content(3), NOON.plusSeconds(2));
        store().outlines().find("aa", NOON.plusSeconds(3));

        // when
        int forgotten = store().outlines().prune(2);

        // then
        assertThat(forgotten).isEqualTo(1);
        assertThat(store().outlines().find("bb", NOON)).isEmpty();
        assertThat(store().outlines().find("aa", NOON)).contains(content(1));
        assertThat(store().outlines().find("cc", NOON)).contains(content(3));
        assertThat(store().outlines().prune(2)).isZero();
    }
}

package truekeel.qvf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import truekeel.model.Masking;

/** Whatever the bytes are, reading them comes to a result, and soon. */
class AnyFilePropertyTest {
    private static final byte[] SOUND = AppFile.of("Sales")
            .data(5000)
            .script("///$tab Main", "LOAD 1;")
            .measure("m", "M", "Sum(x)")
            .sheet("s", "S", "c:kpi:K")
            .bytes();

    @Provide
    Arbitrary<byte[]> damaged() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, SOUND.length),
                        Arbitraries.integers().between(4, SOUND.length - 1),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(40))
                .as((length, at, patch) -> {
                    byte[] bytes = SOUND.clone();
                    System.arraycopy(patch, 0, bytes, at, Math.min(patch.length, bytes.length - at));
                    return Arrays.copyOf(bytes, Math.max(length, at));
                });
    }

    /** Streams whose content is no JSON, or JSON of another shape than any app has. */
    @Provide
    Arbitrary<byte[]> odd() {
        Arbitrary<String> values =
                Arbitraries.of("null", "1", "\"x\"", "[]", "{}", "[{}]", "{\"qId\":[1]}", "\"\u0000\"", "1e999");
        Arbitrary<String> keys = Arbitraries.of(
                "qInfo",
                "qScript",
                "qRoot",
                "qProperty",
                "qChildren",
                "qEntryList",
                "qId",
                "_resourcetype",
                "qMeasure");
        Arbitrary<String> blocks = Combinators.combine(keys, values, keys, values)
                .as((one, first, two, second) -> "{\"" + one + "\":" + first + ",\"" + two + "\":" + second + "}");
        return blocks.list().ofMaxSize(6).map(all -> {
            AppFile file = AppFile.of("Odd");
            all.forEach(file::block);
            return file.bytes();
        });
    }

    @Property(tries = 300)
    void damageIsAResult(@ForAll("damaged") byte[] bytes) {
        comesToAResult(bytes);
    }

    @Property(tries = 300)
    void oddContentIsAResult(@ForAll("odd") byte[] bytes) {
        comesToAResult(bytes);
    }

    @Property(tries = 300)
    void anyBytesAreAResult(@ForAll byte[] bytes) {
        comesToAResult(bytes);
        byte[] headed = new byte[bytes.length + 4];
        System.arraycopy(SOUND, 0, headed, 0, 4);
        System.arraycopy(bytes, 0, headed, 4, bytes.length);
        comesToAResult(headed);
    }

    @Property(tries = 500)
    void anyScriptIsMasked(@ForAll String text) {
        String masked = Masking.mask(text);
        assertThat(masked.chars().filter(letter -> letter == '\n').count())
                .isEqualTo(text.chars().filter(letter -> letter == '\n').count());
    }

    private static void comesToAResult(byte[] bytes) {
        Reading reading = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(bytes));
        assertThat(reading).isNotNull();
        if (reading instanceof Reading.Told told) {
            byte[] kept = OutlineJson.write(told.outline()).orElseThrow();
            assertThat(OutlineJson.read(kept)).contains(told.outline());
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).isNotEmpty();
        }
    }

    private static Reading read(byte[] bytes) throws IOException {
        return new QvfReader(ReadLimits.DEFAULT).read(new ByteArrayInputStream(bytes));
    }
}

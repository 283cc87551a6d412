package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactCacheTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private Instant now = Samples.NOON;
    private final InstantSource clock = () -> now;
    private Path folder;
    private ArtefactCache cache;

    @BeforeEach
    void begin(@TempDir Path empty) {
        folder = empty.resolve("artefacts");
        cache = new ArtefactCache(folder, 100, clock);
    }

    @Test
    void contentIsFoundByItsSha256() throws Exception {
        // given
        Optional<String> hash = cache.put(bytes("hello"));

        // when
        Optional<String> read = read(HELLO);

        // then
        assertThat(hash).contains(HELLO);
        assertThat(read).contains("hello");
        assertThat(cache.size()).isEqualTo(5);
    }

    @Test
    void sameContentIsKeptOnce() throws Exception {
        // given
        cache.put(bytes("hello"));

        // when
        cache.put(bytes("hello"));

        // then
        assertThat(cache.size()).isEqualTo(5);
    }

    @Test
    void unknownContentIsEmpty() {
        // given / when
        Optional<InputStream> content = cache.open(HELLO);

        // then
        assertThat(content).isEmpty();
    }

    @Test
    void wordThatIsNoHashIsRefused() {
        // given
        String hostile = "../../etc/passwd";

        // when / then
        assertThatIllegalArgumentException().isThrownBy(() -> cache.open(hostile));
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws Exception {
        // given
        String first = put("a".repeat(40));
        String second = put("b".repeat(40));
        read(first);
        tick();

        // when
        String third = put("c".repeat(40));

        // then
        assertThat(read(second)).isEmpty();
        assertThat(read(first)).isPresent();
        assertThat(read(third)).isPresent();
    }

    @Test
    void contentBeyondTheBoundIsNotKeptAndCostsNothingElse() throws Exception {
        // given
        String small = put("small");

        // when
        Optional<String> large = cache.put(bytes("x".repeat(101)));

        // then
        assertThat(large).isEmpty();
        assertThat(read(small)).contains("small");
        assertThat(filesIn(folder)).hasSize(1);
    }

    @Test
    void streamThatBreaksLeavesNothingBehind() throws Exception {
        // given
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the network went away");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        // when
        assertThatThrownBy(() -> cache.put(broken)).hasMessage("the network went away");

        // then
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void damagedContentIsNoticedAndDropped() throws Exception {
        // given
        put("hello");
        Files.writeString(filesIn(folder).get(0), "hullo");

        // when
        assertThatThrownBy(() -> read(HELLO)).isInstanceOf(IOException.class).hasMessageContaining("damaged");

        // then
        assertThat(read(HELLO)).isEmpty();
    }

    @Test
    void skippedBytesAreCheckedToo() throws Exception {
        // given
        put("hello");
        String rest;

        // when
        try (InputStream in = cache.open(HELLO).orElseThrow()) {
            in.skipNBytes(3);
            rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // then
        assertThat(rest).isEqualTo("lo");
    }

    @Test
    void partsOfDeadProcessesAreSweptAndThoseOfLiveOnesAreNot() throws Exception {
        // given
        put("hello");
        Path dead = Files.createFile(folder.resolve("artefact1.part"));
        Path live = Files.createFile(folder.resolve("artefact2.part"));
        Files.setLastModifiedTime(
                dead, FileTime.from(Files.getLastModifiedTime(live).toInstant().minus(Duration.ofDays(2))));

        // when
        put("again");

        // then
        assertThat(dead).doesNotExist();
        assertThat(live).exists();
    }

    @Test
    void folderThatCannotBeMadeIsExplained() throws Exception {
        // given
        Files.createFile(folder);

        // when / then
        assertThatThrownBy(() -> cache.put(bytes("hello")))
                .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.code())
                        .isEqualTo(StoreCode.CONFIGURATION));
    }

    @Test
    void contentGoesByANameAsLongAsItIsKept() throws Exception {
        // given
        String name = "ab".repeat(32);
        cache.put(bytes("hello"));
        cache.name(name, HELLO);
        Optional<String> named = cache.hashOf(name);

        // when
        cache.drop(HELLO);

        // then
        assertThat(named).contains(HELLO);
        assertThat(cache.hashOf(name)).isEmpty();
        assertThat(cache.hashOf("cd".repeat(32))).isEmpty();
        assertThat(cache.length(HELLO)).isEmpty();
    }

    @Test
    void whatAWriterBreaksOffIsNotKept() throws Exception {
        assertThatThrownBy(() -> cache.put(out -> {
                    write(out, "hel");
                    throw new IllegalArgumentException("broken");
                }))
                .hasMessage("broken");

        assertThat(cache.put(out -> write(out, "hello"))).contains(HELLO);
        assertThat(cache.put(out -> write(out, "x".repeat(101)))).isEmpty();
        assertThat(cache.size()).isEqualTo(5);
    }

    @Test
    void dropsWhatNobodyHasUsedForLong() throws Exception {
        // given
        cache.put(bytes("old"));
        now = now.plus(Duration.ofDays(20));
        cache.put(bytes("hello"));
        now = now.plus(Duration.ofDays(15));

        // when
        cache.dropUnused(Duration.ofDays(30));

        // then
        assertThat(cache.length(HELLO)).hasValue(5);
        assertThat(cache.size()).isEqualTo(5);
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private String put(String content) throws IOException {
        String hash = cache.put(bytes(content)).orElseThrow();
        tick();
        return hash;
    }

    private void tick() {
        now = now.plusSeconds(1);
    }

    private Optional<String> read(String hash) throws IOException {
        Optional<InputStream> content = cache.open(hash);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = content.get()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

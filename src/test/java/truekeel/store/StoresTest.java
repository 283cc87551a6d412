package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static truekeel.store.Samples.ACME;
import static truekeel.store.Samples.SALES;
import static truekeel.store.Samples.owned;
import static truekeel.store.Samples.updating;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening the file database, in good order and in bad. */
class StoresTest {
    @Test
    void journalledStepOutlivesAProcessThatDiesRightAfterwards(@TempDir Path folder) throws Exception {
        // given
        int exit;
        try (OtherProcess dying = OtherProcess.thatDiesAfterJournalling(folder)) {
            exit = dying.awaitEnd();
        }

        // when
        try (Store store = open(folder)) {
            // then
            assertThat(exit).isEqualTo(9);
            assertThat(store.journal().open(ACME)).extracting(OpenStep::record).containsExactly(updating(ACME, SALES));
        }
    }

    @Test
    void verdictIsThereAsSoonAsTheNextStepIs(@TempDir Path folder) throws Exception {
        // given
        try (OtherProcess dying = OtherProcess.thatDiesInItsSecondStep(folder)) {
            dying.awaitEnd();
        }

        // when
        try (Store store = open(folder)) {
            // then
            assertThat(store.journal().open(ACME)).extracting(OpenStep::record).containsExactly(updating(ACME, SALES));
            assertThat(store.journal().wasCreatedByUs(ACME, SALES.kind(), "live-1"))
                    .isTrue();
            assertThat(store.inventory().of(ACME)).containsExactly(owned(SALES, "live-1"));
        }
    }

    @Test
    void ofAVerdictAndWhatFollowsAProcessThatDiesLeavesAllOrNothing(@TempDir Path folder) throws Exception {
        // given
        try (OtherProcess dying = OtherProcess.thatDiesAfterItsVerdict(folder)) {
            dying.awaitEnd();
        }

        // when
        try (Store store = open(folder)) {
            // then
            boolean open = !store.journal().open(ACME).isEmpty();
            assertThat(store.journal().wasCreatedByUs(ACME, SALES.kind(), "live-1"))
                    .isEqualTo(!open);
            assertThat(store.inventory().of(ACME).isEmpty()).isEqualTo(open);
        }
    }

    @Test
    void fileThatAnotherProcessHoldsIsLockedAndNamesIt(@TempDir Path folder) throws Exception {
        // given
        try (OtherProcess holder = OtherProcess.thatHolds(folder)) {
            holder.awaitReady();

            // when
            StoreException failure = refusal(folder);

            // then
            assertThat(failure.code()).isEqualTo(StoreCode.LOCKED);
            assertThat(failure)
                    .hasMessageContaining("process " + holder.pid() + " on host ")
                    .hasMessageContaining("truekeel.data.dir");
        }
    }

    @Test
    void lockDiesWithItsProcess(@TempDir Path folder) throws Exception {
        // given
        try (OtherProcess holder = OtherProcess.thatHolds(folder)) {
            holder.awaitReady();
        }

        // when
        try (Store store = open(folder)) {
            // then
            assertThat(store.inventory().of(ACME)).isEmpty();
        }
    }

    @Test
    void fileThatThisProcessHoldsIsLockedToo(@TempDir Path folder) {
        // given
        try (Store holder = open(folder)) {
            // when
            StoreException failure = refusal(folder);

            // then
            assertThat(failure.code()).isEqualTo(StoreCode.LOCKED);
            assertThat(holder.inventory().of(ACME)).isEmpty();
        }
    }

    @Test
    void fileThatAnotherToolHoldsIsLockedWithoutAName(@TempDir Path folder) throws Exception {
        // given
        open(folder).close();
        String url = urlOfATool(folder);
        try (Connection other = DriverManager.getConnection(url, "truekeel", "")) {
            // when
            StoreException failure = refusal(folder);

            // then
            assertThat(other.isValid(1)).isTrue();
            assertThat(failure.code()).isEqualTo(StoreCode.LOCKED);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.001, 0.01, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
    void cutFileIsCorruptAndNeverTakenForANewOne(double part, @TempDir Path folder) throws Exception {
        // given
        Path file = filledDatabase(folder);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (whole.length * part)));

        // when
        StoreException failure = refusal(folder);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CORRUPT);
        assertThat(failure).hasMessageContaining("truekeel.mv.db").hasMessageContaining("move it away");
    }

    @Test
    void cutFileOfAKilledProcessIsNeverTakenForANewOne(@TempDir Path folder) throws Exception {
        // given
        try (OtherProcess dying = OtherProcess.thatDiesAfterJournalling(folder)) {
            dying.awaitEnd();
        }
        Path file = folder.resolve("truekeel.mv.db");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 6000));

        // when
        StoreException failure = refusal(folder);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CORRUPT);
    }

    @Test
    void olderCopyIsTakenOnceTheLockFileIsDeleted(@TempDir Path folder) throws Exception {
        // given
        open(folder).close();
        Path file = folder.resolve("truekeel.mv.db");
        byte[] backup = Files.readAllBytes(file);
        filledDatabase(folder);
        Files.write(file, backup);
        StoreException failure = refusal(folder);

        // when
        Files.delete(folder.resolve("truekeel.lock"));
        try (Store store = open(folder)) {
            // then
            assertThat(failure)
                    .hasMessageContaining(folder.resolve("truekeel.lock").toString());
            assertThat(store.journal().open(ACME)).isEmpty();
        }
    }

    @Test
    void databaseThatWasMovedAwayIsMadeAnew(@TempDir Path folder) throws Exception {
        // given
        Path file = filledDatabase(folder);

        // when
        Files.delete(file);
        try (Store store = open(folder)) {
            // then
            assertThat(store.inventory().of(ACME)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "text", "middle"})
    void garbageIsCorrupt(String garbage, @TempDir Path folder) throws Exception {
        // given
        Path file = filledDatabase(folder);
        byte[] bytes = Files.readAllBytes(file);
        if (garbage.equals("middle")) {
            Arrays.fill(bytes, 8192, bytes.length - 4096, (byte) 'Z');
        } else {
            bytes = garbage.equals("zeros")
                    ? new byte[50_000]
                    : "no database here\n".repeat(2000).getBytes(StandardCharsets.UTF_8);
        }
        Files.write(file, bytes);

        // when
        StoreException failure = refusal(folder);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CORRUPT);
    }

    @Test
    void failedOpeningLetsGoOfTheLock(@TempDir Path folder) throws Exception {
        // given
        Path file = filledDatabase(folder);
        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[0]);
        refusal(folder);

        // when
        Files.write(file, good);
        try (Store store = open(folder)) {
            // then
            assertThat(store.inventory().of(ACME)).hasSize(1);
        }
    }

    @Test
    void firstStartThatWasKilledHalfwayIsStartedOver(@TempDir Path folder) throws Exception {
        // given
        Files.write(folder.resolve("truekeel.new.mv.db"), new byte[4096]);

        // when
        try (Store store = open(folder)) {
            store.inventory().put(ACME, Samples.owned(SALES, "live"));
        }

        // then
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("truekeel.mv.db", "truekeel.lock");
        }
    }

    @Test
    @Timeout(60)
    void interruptedThreadKeepsItsInterruptAndTheDatabaseStaysOpen(@TempDir Path folder) throws Exception {
        // given
        AtomicInteger written = new AtomicInteger();
        try (Store store = open(folder)) {
            for (int round = 0; round < 10; round++) {
                int before = written.get();
                Thread writer = new Thread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        store.journal().sent(updating(ACME, SALES));
                        written.incrementAndGet();
                    }
                });
                writer.start();
                while (written.get() == before) {
                    Thread.onSpinWait();
                }

                // when
                writer.interrupt();
                writer.join();
            }

            // then
            assertThat(store.journal().open(ACME)).hasSize(written.get());
        }
    }

    @Test
    void dataFolderThatIsAFileIsAMistakeInTheSettings(@TempDir Path folder) throws Exception {
        // given
        Path file = Files.createFile(folder.resolve("data"));

        // when
        StoreException failure = refusal(file);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CONFIGURATION);
        assertThat(failure).hasMessageContaining("truekeel.data.dir");
    }

    @Test
    void dataFolderWithASemicolonIsRefused(@TempDir Path folder) {
        // given
        Path strange = folder.resolve("a;INIT=drop all objects");

        // when
        StoreException failure = refusal(strange);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.CONFIGURATION);
    }

    @Test
    void fileOfANewerVersionIsRefused(@TempDir Path folder) throws Exception {
        // given
        open(folder).close();
        String url = urlOfATool(folder);
        try (Connection tool = DriverManager.getConnection(url, "truekeel", "");
                Statement sql = tool.createStatement()) {
            sql.execute("""
                    insert into "truekeel_migration"
                    select 99, '99', 'later', "type", 'V99__later.sql', 1, "installed_by", "installed_on", 1, true
                    from "truekeel_migration" where "version" = '1'
                    """);
        }

        // when
        StoreException failure = refusal(folder);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.MIGRATION_FAILED);
        assertThat(failure).hasMessageContaining("run the version that last used it");
    }

    @Test
    void migrationsAreThoseOfTheFolder() throws Exception {
        // given
        Path folder = Path.of(
                Migrations.class.getClassLoader().getResource(Migrations.FOLDER).toURI());

        // when
        try (Stream<Path> files = Files.list(folder)) {
            // then
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
        }
    }

    private static String urlOfATool(Path folder) {
        return "jdbc:h2:file:" + folder.resolve(Target.FILE_NAME)
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;MAX_COMPACT_TIME=0";
    }

    private static Path filledDatabase(Path folder) throws IOException {
        try (Store store = open(folder)) {
            store.inventory().put(ACME, Samples.owned(SALES, "live"));
            for (int step = 0; step < 20; step++) {
                store.journal().sent(updating(ACME, SALES));
            }
        }
        return folder.resolve(Target.FILE_NAME + Target.FILE_ENDING);
    }

    private static Store open(Path folder) {
        return Stores.open(DatabaseSettings.embedded(folder));
    }

    private static StoreException refusal(Path folder) {
        return catchThrowableOfType(StoreException.class, () -> open(folder).close());
    }
}

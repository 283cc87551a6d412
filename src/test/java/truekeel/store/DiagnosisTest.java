package truekeel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final Diagnosis DIAGNOSIS = Diagnosis.of("postgresql://db/truekeel");

    @ParameterizedTest
    @CsvSource({
        "08001, UNREACHABLE",
        "08006, UNREACHABLE",
        "57P01, UNREACHABLE",
        "57P03, UNREACHABLE",
        "53300, UNREACHABLE",
        "28P01, CONFIGURATION",
        "28000, CONFIGURATION",
        "3D000, CONFIGURATION",
        "42501, CONFIGURATION",
        "25006, READ_ONLY",
        "53100, FULL",
        "XX001, CORRUPT",
        "42601, FAILED"
    })
    void codeFollowsFromTheSqlState(String state, StoreCode code) {
        // given
        RuntimeException wrapped = new RuntimeException(new SQLException("the driver's words", state));

        // when
        StoreException failure = DIAGNOSIS.of(wrapped);

        // then
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("postgresql://db/truekeel");
    }

    @Test
    void poolWithoutAFreeConnectionIsUnreachable() {
        // given
        SQLException timeout = new SQLTransientConnectionException("Connection is not available");

        // when
        StoreException failure = DIAGNOSIS.of(timeout);

        // then
        assertThat(failure.code()).isEqualTo(StoreCode.UNREACHABLE);
    }

    @Test
    void onlyTheFirstLineOfTheDriversWordsIsPassedOn() {
        // given
        SQLException chatty = new SQLException("refused; SQL statement: insert 'row'\n  Detail: (a row)", "42601");

        // when
        StoreException failure = DIAGNOSIS.of(chatty);

        // then
        assertThat(failure).hasMessage("The database postgresql://db/truekeel refused a statement (refused).");
    }

    static Stream<Arguments> fileTrouble() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/data"), StoreCode.READ_ONLY),
                Arguments.of(new FileSystemException("/data", null, "Read-only file system"), StoreCode.READ_ONLY),
                Arguments.of(new FileSystemException("/data", null, "No space left on device"), StoreCode.FULL),
                Arguments.of(new IOException("No space left on device"), StoreCode.FULL),
                Arguments.of(new NotDirectoryException("/data"), StoreCode.CONFIGURATION));
    }

    @ParameterizedTest
    @MethodSource("fileTrouble")
    void codeFollowsFromTheFileSystemsWords(IOException trouble, StoreCode code) {
        // given / when
        StoreException failure = DIAGNOSIS.file(trouble);

        // then
        assertThat(failure.code()).isEqualTo(code);
    }
}

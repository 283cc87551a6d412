package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @Test
    void goesWithAllThatIsInIt(@TempDir Path parent) throws IOException {
        // given
        ScratchFolder scratch = ScratchFolder.in(parent, "scratch-");
        Files.createDirectories(scratch.path().resolve("a/b"));
        Files.writeString(scratch.path().resolve("a/b/file"), "text");

        // when
        scratch.close();

        // then
        assertThat(parent).isEmptyDirectory();
    }
}

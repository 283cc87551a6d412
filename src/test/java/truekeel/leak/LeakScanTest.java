package truekeel.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants leaks, and sees that they are found. */
class LeakScanTest {
    private static final Logger LOG = Logger.getLogger(LeakScanTest.class);
    /** What a test prints and logs, so that the search of the reports is known to reach both. */
    static final String PRINTED = "plantedLeakOnStandardOutput";

    static final String LOGGED = "plantedLeakInTheLogOfATest";

    private static final String MARKER = "plantedLeakOfATest";
    private static final LeakScan SCAN = new LeakScan(MARKER);

    @Test
    void findsTheMarkerInWhateverFormItWasWritten() throws IOException {
        byte[] planted = ("before " + MARKER + " after").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(planted);
        }

        assertThat(SCAN.in(planted)).containsExactly("text");
        assertThat(SCAN.in(new String(planted, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE)))
                .contains("UTF-16 little end first");
        assertThat(SCAN.in(HexFormat.of().formatHex(planted))).containsExactly("hex");
        assertThat(SCAN.in(packed.toByteArray())).containsExactly("text in gzip");
    }

    @Test
    void findsTheMarkerInBase64WhereverItBegins() {
        for (String before : new String[] {"", "x", "xy", "xyz", "user:"}) {
            String text = Base64.getEncoder().encodeToString((before + MARKER + "!?").getBytes(StandardCharsets.UTF_8));

            assertThat(SCAN.in(text)).as(text).hasSize(1);
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(SCAN.in("plantedLeakOfATes plantedleakofatest")).isEmpty();
        assertThat(SCAN.in(new byte[] {0x1f, (byte) 0x8b, 1})).isEmpty();
    }

    @Test
    void namesTheFilesThatHoldTheMarker(@TempDir Path folder) throws IOException {
        // given
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("clean.txt"), "nothing");
        Path dirty = Files.writeString(folder.resolve("deep/dirty.bin"), "\0" + MARKER);

        // when / then
        assertThat(SCAN.below(folder)).containsOnlyKeys(dirty);
    }

    /** What tests print and log ends in their reports; {@code SecretsStayInsideIT} looks for these two there. */
    @Test
    void plantsWhatTheSearchOfTheReportsMustFind() {
        System.out.println(PRINTED);
        LOG.error(LOGGED);

        assertThat(PRINTED).isNotEqualTo(LOGGED);
    }
}

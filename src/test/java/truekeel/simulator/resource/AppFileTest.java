package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class AppFileTest {

    @Test
    void readsTitleScriptAndReloadTimeAmongBinaryBlocks() throws IOException {
        // given
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0xff, (byte) 0xff, 1, 0, 0x78, 0x01, 0x78, (byte) 0x9c, 5});
        block(file, "binary \u0001 noise");
        block(
                file,
                "{\"_resourcetype\":\"app\",\"qTitle\":\"Sales\",\"description\":\"What sold\","
                        + "\"qLastReloadTime\":\"2023-01-02T03:04:05.678Z\"}\0");
        file.write(new byte[300]);
        block(file, "{\"qScript\":\"///$tab Main\\r\\nLOAD 1;\"}\0");

        // when
        AppFile read = AppFile.read(new ByteArrayInputStream(file.toByteArray()));

        // then
        assertThat(read)
                .isEqualTo(new AppFile("Sales", "What sold", "2023-01-02T03:04:05.678Z", "///$tab Main\r\nLOAD 1;"));
    }

    @Test
    void findsNothingInOtherBytes() throws IOException {
        // when
        AppFile read = AppFile.read(new ByteArrayInputStream("x".repeat(1000).getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(read).isEqualTo(AppFile.UNREADABLE);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        // when
        AppFile read = AppFile.read(new ByteArrayInputStream(AppFile.empty("Ünï", "d")));

        // then
        assertThat(read.title()).isEqualTo("Ünï");
        assertThat(read.description()).isEqualTo("d");
    }

    private static void block(ByteArrayOutputStream file, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        }
        file.write(packed.toByteArray());
    }
}

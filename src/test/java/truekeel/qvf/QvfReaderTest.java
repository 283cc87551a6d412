package truekeel.qvf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import truekeel.qvf.Outline.Category;
import truekeel.qvf.Outline.Item;

/** What is read from an app file, and what is not. */
class QvfReaderTest {
    private static final AppFile SALES = AppFile.of("Sales")
            .data(3_000_000)
            .script("///$tab Main", "SET DateFormat='M/D/YYYY';", "///$tab Load", "LOAD * FROM [lib://x/a.qvd] (qvd);")
            .measure("m1", "Amount", "Sum(Amount)")
            .dimension("d1", "Region", "Region")
            .variable("v1", "vRate", "1.25")
            .data(10_000)
            .sheet("s1", "Overview", "c1:barchart:Amount by region", "c2:kpi:");

    private static Reading read(byte[] bytes, ReadLimits limits) throws IOException {
        return new QvfReader(limits).read(new ByteArrayInputStream(bytes));
    }

    private static Outline outline(byte[] bytes) throws IOException {
        Reading reading = read(bytes, ReadLimits.DEFAULT);
        assertThat(reading).isInstanceOf(Reading.Told.class);
        return ((Reading.Told) reading).outline();
    }

    @Test
    void readsWhatPeopleMadeAndNothingElse() throws IOException {
        // when
        Outline outline = outline(SALES.bytes());

        // then
        assertThat(outline.title()).isEqualTo("Sales");
        assertThat(outline.script().orElseThrow().tabs()).containsExactly("Main", "Load");
        assertThat(outline.script().orElseThrow().lines()).hasSize(4);
        assertThat(outline.items())
                .extracting(Item::category, Item::id, Item::title, Item::definition)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Category.SHEET, "s1", "Overview", ""),
                        org.assertj.core.groups.Tuple.tuple(Category.MEASURE, "m1", "Amount", "Sum(Amount)"),
                        org.assertj.core.groups.Tuple.tuple(Category.DIMENSION, "d1", "Region", "Region"),
                        org.assertj.core.groups.Tuple.tuple(Category.VARIABLE, "v1", "vRate", "1.25"));
        assertThat(outline.items().get(0).parts())
                .extracting(Outline.Part::type)
                .containsExactly("barchart", "kpi");
        assertThat(outline.remarks()).isEmpty();
    }

    @Test
    void passesOverWhatLooksLikeAStreamAndIsNone() throws IOException {
        // given: every second byte may begin one, a stream breaks off, and JSON stands within binary data
        byte[] starts = new byte[100_000];
        for (int i = 0; i < starts.length; i += 2) {
            starts[i] = 0x78;
            starts[i + 1] = (byte) 0x9c;
        }
        byte[] broken = AppFile.deflated(new byte[2_000_000]);
        byte[] hidden = AppFile.deflated("{\"qScript\":\"no script\"}".getBytes(StandardCharsets.UTF_8));
        byte[] binary = new byte[hidden.length + 1];
        System.arraycopy(hidden, 0, binary, 1, hidden.length);
        AppFile file = AppFile.of("Sales")
                .raw(starts)
                .raw(Arrays.copyOf(broken, broken.length - 20))
                .raw(AppFile.deflated(binary))
                .script("///$tab Main");

        // when
        Outline outline = outline(file.bytes());

        // then
        assertThat(outline.script().orElseThrow().lines()).containsExactly("///$tab Main");
        assertThat(outline.remarks()).isEmpty();
    }

    @Test
    void readsOnAfterAStreamThatBreaksLate() throws IOException {
        // given: four windows of one stream before its sum turns out wrong
        byte[] content = new byte[4 << 20];
        new Random(3).nextBytes(content);
        byte[] broken = AppFile.deflated(content);
        broken[broken.length - 1] ^= 1;

        // when
        Outline outline = outline(
                AppFile.of("Sales").raw(broken).measure("m1", "A", "Sum(A)").bytes());

        // then
        assertThat(outline.items()).extracting(Item::id).containsExactly("m1");
    }

    @Test
    void saysWhyAFileIsUnreadable() throws IOException {
        assertThat(read(new byte[0], ReadLimits.DEFAULT)).isInstanceOf(Reading.Unreadable.class);
        assertThat(read("PK\0 no app".getBytes(StandardCharsets.UTF_8), ReadLimits.DEFAULT))
                .isEqualTo(new Reading.Unreadable("The file does not begin like an app file."));
        assertThat(read(new byte[] {(byte) 0xff, (byte) 0xff, 1, 0}, ReadLimits.DEFAULT))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void takesATextForALoadScript() throws IOException {
        // when
        Outline outline = outline("///$tab Main\r\nLET vPassword = 'x';\r\n".getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(outline.script().orElseThrow().lines()).containsExactly("///$tab Main", "LET vPassword = ***;");
        assertThat(outline.items()).isEmpty();
    }

    @Test
    void stopsAtABomb() throws IOException {
        // given
        byte[] bomb =
                AppFile.of("Sales").raw(AppFile.deflated(new byte[64 << 20])).bytes();

        // when
        Reading reading = read(bomb, new ReadLimits(32 << 20, 1 << 20, 1000));

        // then
        assertThat(reading)
                .isEqualTo(new Reading.Unreadable("The file cannot be read offline: it unpacks to more than 32 MB."));
    }

    @Test
    void stopsWhereTooMuchLooksLikeAStream() throws IOException {
        // given
        byte[] file = AppFile.of("Sales")
                .raw("x\u0001".repeat(5000).getBytes(StandardCharsets.UTF_8))
                .bytes();

        // when
        Reading reading = read(file, new ReadLimits(1L << 30, 1 << 20, 1000));

        // then
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void leavesOutABlockThatIsTooLong() throws IOException {
        // when
        Reading reading =
                read(AppFile.of("Sales").script("x".repeat(5000)).bytes(), new ReadLimits(1L << 30, 4000, 1000));

        // then
        assertThat(reading).isInstanceOfSatisfying(Reading.Told.class, told -> {
            assertThat(told.outline().script()).isEmpty();
            assertThat(told.outline().remarks()).containsExactly("Left out, since too long: 1 block of the file.");
        });
    }

    @Test
    void aStreamThatFailsIsNoTrait() {
        // given
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(SALES.bytes(), 0, 1000), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        throw new IOException("gone");
                    }
                });

        // when / then
        assertThatThrownBy(() -> new QvfReader(ReadLimits.DEFAULT).read(failing))
                .isInstanceOf(IOException.class);
    }
}

package truekeel.kinds.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DescriptionPropertyTest {

    @Property
    void aStampPutOnComesOffAgain(@ForAll("texts") String text, @ForAll("digests") String digest) {
        Description description = new Description(text, Optional.of(digest));

        assertThat(Description.parse(description.stamped())).isEqualTo(description);
    }

    @Property
    void whatWasReadIsWrittenAsItWasOrWithTheSpaceItLacked(@ForAll("texts") String raw) {
        assertThat(Description.parse(raw).stamped()).isIn(raw, " " + raw);
    }

    @Property
    void anImportsNameTellsNameChangeAndDigest(
            @ForAll("texts") String name, @ForAll("changes") String change, @ForAll("digests") String digest) {
        ImportMark mark = new ImportMark(name, change, Optional.of(digest));

        assertThat(ImportMark.parse(mark.toString())).contains(mark);
    }

    /** Texts that end like a stamp among them. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> stamped =
                Combinators.combine(any, digests()).as((text, digest) -> text + " {tk:" + digest + "}");
        Arbitrary<String> tight =
                Combinators.combine(any, digests()).as((text, digest) -> text + "{tk:" + digest + "}");
        Arbitrary<String> marked = any.map(text -> text + " ~tk-abc");
        return Arbitraries.oneOf(any, stamped, tight, marked);
    }

    @Provide
    Arbitrary<String> digests() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(12);
    }

    @Provide
    Arbitrary<String> changes() {
        return Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(8);
    }
}

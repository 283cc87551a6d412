package truekeel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import truekeel.backup.Snapshot.Document;
import truekeel.model.KindName;
import truekeel.model.Value;

/** What is written is read back the same, whatever people called their things. */
class ManifestTextPropertyTest {

    @Property(tries = 300)
    void everyTextComesBack(@ForAll("texts") String name, @ForAll("texts") String text) {
        // given
        Document document = new Document(
                KindName.of("Space"),
                name,
                Value.Fields.EMPTY
                        .with("description", Value.text(text))
                        .with("list", Value.texts(List.of(text, name)))
                        .with("flag", Value.flag(true))
                        .with("number", Value.number(7)),
                List.of("A comment: " + text),
                List.of());

        // when
        Iterable<Object> documents = new Load(LoadSettings.builder().build())
                .loadAllFromString(
                        ManifestText.of(List.of(document, document), "# first").toString());

        // then
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("apiVersion", "truekeel/v1alpha1");
        expected.put("kind", "Space");
        expected.put("metadata", Map.of("name", name));
        expected.put("spec", Map.of("description", text, "list", List.of(text, name), "flag", true, "number", 7));
        assertThat(documents).containsExactly(expected, expected);
    }

    @Property(tries = 50)
    void linesLeadBackToDocuments(@ForAll("texts") String text) {
        // given
        Document first = new Document(KindName.of("Space"), "a", Value.Fields.EMPTY, List.of(text), List.of());
        Document second = new Document(
                KindName.of("Space"), "b", Value.Fields.EMPTY.with("x", Value.text(text)), List.of(), List.of());

        // when
        ManifestText manifest = ManifestText.of(List.of(first, second), "# first");
        List<String> lines = manifest.toString().lines().toList();
        int separator = lines.indexOf("---");

        // then
        assertThat(manifest.documentAt(1)).isZero();
        assertThat(manifest.documentAt(separator)).isZero();
        assertThat(manifest.documentAt(separator + 2)).isEqualTo(1);
        assertThat(manifest.documentAt(lines.size())).isEqualTo(1);
    }

    /** Words that YAML would take for something else, and any text that YAML can hold. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> traps = Arbitraries.of(
                "true",
                "no",
                "null",
                "~",
                "1",
                "1e3",
                "0x1F",
                "22:30",
                "- a",
                "a: b",
                "# c",
                "{x}",
                "[y]",
                "*z",
                "&w",
                "!t",
                "|",
                ">",
                "%",
                "@",
                "`",
                "\"",
                "'",
                " padded ",
                "two\nlines",
                "tab\tin",
                "---",
                "...",
                "",
                "é😀\u2028");
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .withChars('\n', '\t')
                .ofMaxLength(30);
        return Arbitraries.oneOf(traps, any);
    }
}

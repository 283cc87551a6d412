package truekeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.model.Value;

class PrintableTest {

    @Test
    void leavesNothingThatSteersATerminal() {
        assertThat(Printable.line("a\u001b[31mb\r\n\u0000\u202ec\u200b"))
                .isEqualTo("a\\u001b[31mb\\u000d\\n\\u0000\\u202ec\\u200b");
        assertThat(Printable.line("Größe 東京 😀")).isEqualTo("Größe 東京 😀");
    }

    @Test
    void writesValuesOnOneLine() {
        Value member =
                Value.Fields.EMPTY.with("user", Value.text("jane")).with("roles", Value.texts(List.of("a", "b")));

        assertThat(Printable.value(new Value.Items(List.of(member)))).isEqualTo("[{user: jane, roles: [a, b]}]");
        assertThat(Printable.value(Value.nothing())).isEqualTo("(none)");
        assertThat(Printable.value(Value.text(""))).isEqualTo("\"\"");
        assertThat(Printable.value(new Value.SecretRef("x"))).isEqualTo("secretRef:x");
        assertThat(Printable.value(Value.text("x".repeat(500)))).hasSize(161).endsWith("…");
    }
}

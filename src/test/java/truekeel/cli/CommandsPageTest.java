package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/reference/cli.md} is generated; run with {@code -Dtruekeel.update=true} to write it anew. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("docs/reference/cli.md");
    private static final List<String> COMMANDS = List.of(
            "run", "demo", "validate", "plan", "apply", "doctor", "export", "simulator", "schema", "kinds", "explain");

    @TempDir
    Path folder;

    @Test
    void isTheHelpOfThisVersion() throws IOException {
        // given
        Bench bench = new Bench(folder);
        List<String> lines = new ArrayList<>(List.of(
                "# Commands",
                "",
                "This page is the commands' own help. `./truekeel` builds what is needed at its first start; the container's",
                "entry point takes the same words.",
                "",
                "Exit codes of every command:",
                "",
                "| code | means |",
                "|---|---|",
                "| 0 | done, or nothing to do |",
                "| 1 | an error, wrong usage, or findings met by a command other than `validate` |",
                "| 2 | `validate` has findings, or `plan --detailed-exitcode` has changes |",
                "| 3 | refused by a guard, a policy or a suspension |",
                ""));
        lines.addAll(section("truekeel", bench.run("--help").out()));
        COMMANDS.forEach(command -> lines.addAll(
                section("truekeel " + command, bench.run(command, "--help").out())));

        // when
        String page = String.join("\n", lines).stripTrailing() + "\n";
        if (Boolean.getBoolean("truekeel.update")) {
            Files.writeString(PAGE, page);
        }

        // then
        assertThat(PAGE).hasContent(page);
    }

    private static List<String> section(String title, String help) {
        return List.of("## " + title, "", "```text", help.stripTrailing(), "```", "");
    }
}

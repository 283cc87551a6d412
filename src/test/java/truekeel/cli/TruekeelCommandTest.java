package truekeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TruekeelCommandTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void makeTenants() {
        bench = new Bench(folder).tenant("acme", "");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        // when
        Bench.Result result = bench.run("plna");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("'plna'")
                .contains("Did you mean 'plan'?")
                .contains("Usage: truekeel");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        // when
        Bench.Result result = bench.run("plan", "--tenat=acme");

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("Did you mean '--tenant'?")
                .contains("Usage: truekeel plan")
                .contains("Try 'truekeel plan --help'.");
    }

    @Test
    void needsACommand() {
        // when
        Bench.Result result = bench.run();

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("A command is needed.").contains("Usage: truekeel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan --kind Spcae",
                "plan --selector =x",
                "plan -o yaml",
                "plan --tenant acm",
                "plan --selector tier=iron",
                "explain Spcae",
                "explain Space.membrs",
                "simulator --port 99999",
                "simulator --latency soon",
                "simulator --rate-limits maybe",
                "export --tenant acme",
                "kinds -o sarif"
            })
    void endsWrongUsageWithOneAndAHint(String line) {
        // when
        Bench.Result result = bench.run(line.split(" ", -1));

        // then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("truekeel: ").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void helpsWithEveryCommand() {
        // given
        CommandLine line = TruekeelCommand.commandLine(
                bench,
                new Screen(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, false));

        // then
        assertThat(line.getSubcommands().keySet()).allSatisfy(command -> {
            Bench.Result help = bench.run(command, "--help");
            assertThat(help.exit()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Usage: truekeel " + command);
            assertThat(bench.run(command, "--version").out()).as(command).isEqualTo("truekeel 1.2.3\n");
            assertThat(command.equals("help")
                            || command.equals("generate-completion")
                            || help.out().contains("Examples:\n  truekeel " + command))
                    .as(command + " has examples")
                    .isTrue();
        });
    }

    @Test
    void completesWords() {
        // when
        Bench.Result result = bench.run("generate-completion");

        // then
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("complete -F").contains("--detailed-exitcode");
    }

    @Test
    void checksTheWordsOfWhatIsServedElsewhere() {
        // given
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false);

        // then
        assertThat(TruekeelCommand.check(List.of("run"), bench, screen)).isEmpty();
        assertThat(TruekeelCommand.check(List.of(), bench, screen)).isEmpty();
        assertThat(TruekeelCommand.check(List.of("run", "--truekeel.git.url", "x"), bench, screen))
                .isEqualTo(Optional.of(1));
        assertThat(err.toString()).contains("Usage: truekeel run");
    }

    @Test
    void listsKinds() {
        // when
        Bench.Result result = bench.run("kinds");

        // then
        assertThat(result.out().lines().findFirst()).hasValueSatisfying(head -> assertThat(head)
                .matches("KIND +SCOPE +KEY +PRUNED +SINGLETON +DESCRIPTION"));
        assertThat(result.out().lines()).hasSize(bench.schemas().all().size() + 1);
        assertThat(result.out()).contains("name + publish.space, else name + stage.space");
        assertThat(bench.run("kinds", "-o", "json").out()).contains("\"kind\" : \"Space\"");
        assertThat(bench.run("kinds", "-o", "markdown").out()).contains("| Space | resource | name |");
    }

    @Test
    void explainsKindsAndFields() {
        assertThat(bench.run("explain", "space").out())
                .contains("A place for apps and data")
                .contains("members <list of map>")
                .contains("    roles <list of string> (required)")
                .contains("  kind: Space");
        assertThat(bench.run("explain", "Space.members.roles").out())
                .startsWith("Space.spec.members.roles <list of string> (required)\n")
                .contains("  The whole list, compared without order.");
        assertThat(bench.run("explain", "Space.spec.type").out())
                .contains("Takes shared, managed, data.")
                .contains("allowRecreate: true");
        assertThat(bench.run("explain", "Tenant.credentials.clientSecret").out())
                .contains("(required, secret)");
    }

    @Test
    void writesSchemas() {
        // when
        Bench.Result printed = bench.run("schema");
        Bench.Result written =
                bench.run("schema", "--out", folder.resolve("schemas").toString());

        // then
        assertThat(printed.out()).contains("\"title\" : \"Truekeel manifest\"");
        assertThat(written.exit()).isZero();
        assertThat(folder.resolve("schemas/Space.json")).exists();
        assertThat(folder.resolve("schemas/catalogue.json")).hasContent(printed.out());
    }

    @Test
    void startsTheSimulatorAsAskedFor() {
        // when
        Bench.Result result = bench.run(
                "simulator",
                "--port",
                "0",
                "--tls-port",
                "8453",
                "--seed",
                "seeds",
                "--latency",
                "80ms",
                "--rate-limits",
                "on");

        // then
        assertThat(result.exit()).isZero();
        assertThat(bench.started).hasValueSatisfying(wish -> {
            assertThat(wish.port()).isZero();
            assertThat(wish.tlsPort()).hasValue(8453);
            assertThat(wish.seed()).contains(Path.of("seeds"));
            assertThat(wish.latency()).hasMillis(80);
            assertThat(wish.rateLimits()).isTrue();
        });
        assertThat(result.out())
                .contains("http://127.0.0.1:8090")
                .contains("http://127.0.0.1:8090/__sim/ca.pem")
                .contains("sim-client")
                .contains(Bench.ACME);
    }

    @Test
    void startsTheSimulatorOnTheUsualPortWithoutTls() {
        // when
        bench.run("simulator");

        // then
        assertThat(bench.started).hasValueSatisfying(wish -> {
            assertThat(wish.port()).isEqualTo(8090);
            assertThat(wish.tlsPort()).isEmpty();
            assertThat(wish.rateLimits()).isFalse();
        });
    }
}

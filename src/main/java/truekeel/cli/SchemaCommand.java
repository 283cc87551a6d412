package truekeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import truekeel.schema.KindSchema;

/** {@code truekeel schema}. */
@Command(
        name = "schema",
        description = {
            "Writes the JSON Schema (draft-07) of every kind and one catalogue of them all, for editors and pipelines.",
            "Without --out the catalogue is printed."
        },
        footer = {
            "  truekeel schema --out docs/schema",
            "  truekeel schema > catalogue.json",
            "",
            "  The first line of a manifest tells an editor where to look:",
            "  # yaml-language-server: $schema=../docs/schema/catalogue.json"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder to write to; made when it is not there.")
    private Optional<Path> out = Optional.empty();

    SchemaCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (out.isEmpty()) {
            Printer.json(screen, toolbox.schemas().catalogue());
            return ExitCode.OK.number();
        }
        Path folder = out.get();
        Files.createDirectories(folder);
        for (KindSchema schema : toolbox.schemas().all()) {
            write(folder.resolve(schema.name() + ".json"), schema.document());
        }
        write(folder.resolve("catalogue.json"), toolbox.schemas().catalogue());
        Printer.text(
                screen, "Wrote " + toolbox.schemas().all().size() + " schemas and catalogue.json to " + folder + ".\n");
        return ExitCode.OK.number();
    }

    private static void write(Path file, JsonNode schema) throws IOException {
        Files.writeString(file, Printer.pretty(schema) + "\n");
    }
}

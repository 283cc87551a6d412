package truekeel.kinds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.fleet.ShelfOfFiles;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.schema.Schemas;

/**
 * The story by which the laws are tried on one kind, a folder of files: {@code live.json} is the tenant before us,
 * {@code before/} the manifests reconciled first, {@code drift.json} what people do then, and {@code after/} the
 * manifests of the run under test. {@code other.json} and {@code other-drift.json} are what people do in another
 * tenant. Between them the last run has something to create, to update and to delete.
 */
record LawCase(KindName kind, Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/laws");

    static LawCase of(Kind kind) {
        return new LawCase(kind.name(), ROOT.resolve(kind.name().value().toLowerCase(Locale.ROOT)));
    }

    /** Every story of a kind: its own, and those that are told apart to keep it short, such as {@code app-sources}. */
    static Stream<LawCase> all(Kind kind) {
        String own = kind.name().value().toLowerCase(Locale.ROOT);
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders
                    .filter(folder -> {
                        String name = String.valueOf(folder.getFileName());
                        return name.equals(own) || name.startsWith(own + "-");
                    })
                    .sorted()
                    .map(folder -> new LawCase(kind.name(), folder))
                    .toList()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Files that lie on the web, by their addresses. */
    ShelfOfFiles web() {
        return GoldenCase.web(folder.resolve("web"));
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }

    List<Desired> before(Schemas schemas) {
        return golden("before").desired(schemas);
    }

    List<Desired> after(Schemas schemas) {
        return golden("after").desired(schemas);
    }

    /** A list of calls, or nothing where the story has no such file. */
    Optional<String> script(String file) {
        return Files.exists(folder.resolve(file)) ? Optional.of(new GoldenCase(folder).text(file)) : Optional.empty();
    }

    byte[] bytes(String file) {
        return new GoldenCase(folder).bytes(file);
    }

    private GoldenCase golden(String part) {
        return new GoldenCase(folder.resolve(part));
    }
}

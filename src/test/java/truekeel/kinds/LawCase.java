package truekeel.kinds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.model.Desired;
import truekeel.schema.Schemas;

/**
 * The story by which the laws are tried on one kind, a folder of files: {@code live.json} is the tenant before us,
 * {@code before/} the manifests reconciled first, {@code drift.json} what people do then, and {@code after/} the
 * manifests of the run under test. Between them the last run has something to create, to update and to delete.
 */
record LawCase(Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/laws");

    static LawCase of(Kind kind) {
        return new LawCase(ROOT.resolve(kind.name().value().toLowerCase(Locale.ROOT)));
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

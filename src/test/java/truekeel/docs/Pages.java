package truekeel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the repository, as text and as rows of their tables. */
final class Pages {
    static final Path ROOT = Path.of("");

    private Pages() {}

    static String read(String page) {
        try {
            return Files.readString(ROOT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String page) {
        return read(page).lines().toList();
    }

    /** The cells of every table row whose first cell is code, without its marks. */
    static List<List<String>> rows(String page) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines(page)) {
            if (line.startsWith("| `")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(cell -> cell.strip().replaceAll("^`([^`]*)`$", "$1"))
                        .toList());
            }
        }
        return rows;
    }

    /** Every Markdown page: the README and what is below {@code docs}. */
    static List<String> all() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

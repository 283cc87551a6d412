package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import truekeel.model.Finding;
import truekeel.schema.Schemas;

/**
 * Each folder below {@code broken} is laid over {@code broken/base}; {@code findings.txt} holds which tenants are sound
 * and what is found. Run with {@code -Dtruekeel.update=true} to write those files anew, then read the difference.
 */
class BrokenRepositoriesTest {
    private static final Path CASES = Path.of("src/test/resources/broken");
    private static final String EXPECTED = "findings.txt";

    private final Manifests manifests = new Manifests(Schemas.bundled(), Limits.DEFAULT);

    @TestFactory
    Stream<DynamicTest> tellsWhatIsWrong() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<Path> cases =
                    folders.filter(folder -> !folder.endsWith("base")).sorted().toList();
            assertThat(cases).hasSizeGreaterThan(30);
            return cases.stream().map(folder -> dynamicTest(String.valueOf(folder.getFileName()), () -> check(folder)));
        }
    }

    private void check(Path folder) throws IOException {
        // given
        MemoryTree tree = MemoryTree.of(CASES.resolve("base"));
        tree.with(MemoryTree.of(folder).without(EXPECTED));

        // when
        String report = report(manifests.load(tree, "tenants"));

        // then
        if (Boolean.getBoolean("truekeel.update")) {
            Files.writeString(folder.resolve(EXPECTED), report);
        }
        assertThat(report).isEqualTo(Files.readString(folder.resolve(EXPECTED)));
    }

    private static String report(Catalogue catalogue) {
        String sound = catalogue.tenants().values().stream()
                .filter(TenantManifest.Sound.class::isInstance)
                .map(tenant -> tenant.name().value())
                .collect(Collectors.joining(", "));
        String findings =
                catalogue.findings().stream().map(BrokenRepositoriesTest::line).collect(Collectors.joining());
        return "sound: " + sound + "\n" + findings;
    }

    private static String line(Finding finding) {
        String hint = finding.hint().isEmpty() ? "" : "    " + finding.hint() + "\n";
        return finding.position() + " " + finding.severity() + " " + finding.code() + "\n    " + finding.message()
                + "\n" + hint;
    }
}

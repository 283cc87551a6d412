package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import truekeel.kinds.all.AllKinds;
import truekeel.model.Desired;
import truekeel.schema.Schemas;

/**
 * Every kind against the simulator, one folder per case: the manifests, what the tenant held before, the plan with the
 * calls it led to, and what the API shows afterwards. {@code -Dgolden.update=true} rewrites the last two;
 * {@code -Dgolden.kind=Role} tries the cases of one kind while it is being written.
 */
class KindGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/kinds");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final String ONLY = System.getProperty("golden.kind", "").toLowerCase(Locale.ROOT);
    private static final Schemas SCHEMAS = Schemas.bundled();
    private static final Kinds KINDS = new Kinds(SCHEMAS, AllKinds.list());
    private static final Set<String> OF_SINGLETONS = Set.of("no-op", "partial", "update");
    private static final Set<String> OF_OTHERS = Set.of("create", "delete", "no-op", "partial", "update");

    @TestFactory
    Stream<DynamicTest> plansAndWritesAsRecorded() throws IOException {
        return cases().stream()
                .filter(golden -> golden.name().startsWith(ONLY.isEmpty() ? "" : ONLY + "/"))
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    @Test
    void everyKindHasItsCases() throws IOException {
        // given
        List<GoldenCase> cases = cases();

        // when
        Set<String> names = new TreeSet<>(cases.stream().map(GoldenCase::name).toList());

        // then
        for (Kind kind : KINDS.all()) {
            String folder = kind.name().value().toLowerCase(Locale.ROOT);
            boolean singleton = KINDS.rules(kind.name()).singleton()
                    || SCHEMAS.get(kind.name()).isGitOnly();
            assertThat(names)
                    .containsAll((singleton ? OF_SINGLETONS : OF_OTHERS)
                            .stream().map(name -> folder + "/" + name).toList());
        }
    }

    private static List<GoldenCase> cases() throws IOException {
        try (Stream<Path> paths = Files.find(ROOT, 2, (path, facts) -> facts.isDirectory())) {
            return paths.filter(path -> path.getNameCount() == ROOT.getNameCount() + 2)
                    .sorted()
                    .map(GoldenCase::new)
                    .toList();
        }
    }

    private static void check(GoldenCase golden) {
        // given
        Set<String> read = new HashSet<>();
        List<Desired> desired = golden.desired(SCHEMAS, read);
        try (GoldenStage stage = new GoldenStage(golden)) {
            // when
            GoldenRun run = GoldenRun.of(KINDS, desired, stage);

            // then
            if (UPDATE) {
                golden.write("plan.txt", run.plan());
                golden.write("after.json", run.after());
            }
            assertThat(run.plan()).isEqualTo(golden.text("plan.txt"));
            assertThat(run.after()).isEqualTo(golden.text("after.json"));
            assertThat(run.leftToDo()).as("a second plan").isEmpty();
            assertThat(stage.misfits()).as("against the contract").isEmpty();
            Set<String> expected = new HashSet<>(GoldenCase.FILES);
            expected.addAll(stage.usedFiles());
            GoldenCase.artefacts(desired).forEach(expected::add);
            read.forEach(file -> expected.add(asNamed(file, expected)));
            assertThat(golden.files().stream()
                            .map(file -> asNamed(file, expected))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** The folder that a manifest names, where the file is in it. */
    private static String asNamed(String file, Set<String> named) {
        return named.stream()
                .filter(name -> file.startsWith(name + "/"))
                .findFirst()
                .orElse(file);
    }
}

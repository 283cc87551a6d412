package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.GitFixture.Entry;
import truekeel.model.Revision;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

class LocalRepositoryTest {
    private final Path folder;
    private final GitFixture fixture;

    LocalRepositoryTest(@TempDir Path folder) {
        this.folder = folder;
        this.fixture = GitFixture.create(folder.resolve("repo.git"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void readsTheFilesOfARevision() throws IOException {
        // given
        String first = fixture.commit(Map.of("tenants/a.yaml", "one", "README.md", "x"));
        fixture.commit(Map.of("tenants/a.yaml", "two"));

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout old = repository.at("main~1", "tenants", GitLimits.DEFAULT);
            Checkout now = repository.at("HEAD", "", GitLimits.DEFAULT);

            // then
            assertThat(old.revision()).isEqualTo(new Revision(first));
            assertThat(old.files().keySet()).containsExactly("tenants/a.yaml");
            assertThat(Trees.text(old, "tenants/a.yaml")).isEqualTo("one");
            assertThat(Trees.text(now, "tenants/a.yaml")).isEqualTo("two");
        }
    }

    @Test
    void saysWhoCommittedWhatAndWhen() throws IOException {
        // given
        fixture.commit("main", GitFixture.texts(Map.of("a.yaml", "1")), "Add the first file");

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            CommitFacts facts = repository.at("main", "", GitLimits.DEFAULT).commit();

            // then
            assertThat(facts)
                    .isEqualTo(new CommitFacts(
                            Instant.parse("2026-01-05T08:01:00Z"),
                            "Ada Example <ada@acme.example>",
                            "Add the first file"));
        }
    }

    @Test
    void marksSymbolicLinksAndSubmodulesAndReadsNeither() throws IOException {
        // given
        fixture.commit(
                "main",
                Map.of(
                        "a.yaml", Entry.text("1"),
                        "link.yaml", Entry.symlink("../../etc/passwd"),
                        "sub", Entry.submodule("1".repeat(40))),
                "Odd things");

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout checkout = repository.at("main", "", GitLimits.DEFAULT);

            // then
            Map<String, Nature> natures =
                    checkout.files().values().stream().collect(Collectors.toMap(SourceFile::path, SourceFile::nature));
            assertThat(natures)
                    .isEqualTo(Map.of("a.yaml", Nature.REGULAR, "link.yaml", Nature.SYMLINK, "sub", Nature.SUBMODULE));
            assertThatCodeOf(checkout, "link.yaml").isEqualTo(GitCode.NOT_A_FILE);
            assertThatCodeOf(checkout, "sub").isEqualTo(GitCode.NOT_A_FILE);
        }
    }

    @Test
    void tellsWhichPathsChangedSinceAnotherRevision() throws IOException {
        // given
        String first = fixture.commit(Map.of("t/same.yaml", "1", "t/changed.yaml", "1", "t/gone.yaml", "1", "x", "1"));
        fixture.commit(Map.of("t/same.yaml", "1", "t/changed.yaml", "2", "t/new.yaml", "1", "x", "2"));

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            Checkout now = repository.at("main", "t", GitLimits.DEFAULT);

            // when, then
            assertThat(now.changedSince(new Revision(first)).orElseThrow())
                    .containsExactly("t/changed.yaml", "t/gone.yaml", "t/new.yaml");
            assertThat(now.changedSince(now.revision()).orElseThrow()).isEmpty();
            assertThat(now.changedSince(new Revision("0123456789".repeat(4)))).isEmpty();
            assertThat(now.changedSince(new Revision("folder-abc"))).isEmpty();
        }
    }

    @Test
    void keepsContentIdsOverRevisions() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "1", "b.yaml", "1"));
        fixture.commit(Map.of("a.yaml", "1", "b.yaml", "2"));

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout old = repository.at("main~1", "", GitLimits.DEFAULT);
            Checkout now = repository.at("main", "", GitLimits.DEFAULT);

            // then
            assertThat(Trees.file(now, "a.yaml").contentId())
                    .isEqualTo(Trees.file(old, "a.yaml").contentId());
            assertThat(Trees.file(now, "b.yaml").contentId())
                    .isNotEqualTo(Trees.file(old, "b.yaml").contentId());
        }
    }

    @Test
    void refusesTreesWithNamesThatGitWouldNotWrite() throws IOException {
        // given
        String hostile = HostileTree.commit(fixture.repository(), "..");
        fixture.branch("hostile", hostile);

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when, then
            assertThatThrownBy(() -> repository.at("hostile", "", GitLimits.DEFAULT))
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.TREE_INVALID));
        }
    }

    @Test
    void refusesHugeFilesWhenTheyAreOpenedButStreamsTheRest() throws IOException {
        // given
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 7;
        fixture.commit(
                "main", Map.of("large.bin", Entry.bytes(large), "large.yaml", Entry.bytes(large)), "Large files");

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout checkout = repository.at("main", "", GitLimits.DEFAULT);

            // then
            try (InputStream content = checkout.open(Trees.file(checkout, "large.bin"))) {
                assertThat(content.readAllBytes()).isEqualTo(large);
            }
            assertThatCodeOf(checkout, "large.yaml").isEqualTo(GitCode.TOO_LARGE);
        }
    }

    @Test
    void resolvesLfsPointersFromTheRepositorysStore() throws IOException {
        // given
        Entry good = fixture.lfs("the app".getBytes(StandardCharsets.UTF_8));
        Entry missing = GitFixture.lfsPointer("ab".repeat(32), 10);
        fixture.commit("main", Map.of("a.qvf", good, "b.qvf", missing), "Apps");

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout checkout = repository.at("main", "", GitLimits.DEFAULT);

            // then
            assertThat(Trees.file(checkout, "a.qvf").size()).isEqualTo(7);
            assertThat(Trees.text(checkout, "a.qvf")).isEqualTo("the app");
            assertThatCodeOf(checkout, "b.qvf").isEqualTo(GitCode.LFS_OBJECT_MISSING);
        }
    }

    @Test
    void readsTenThousandFiles() throws IOException {
        // given
        Map<String, String> files = new HashMap<>();
        IntStream.range(0, 10_000).forEach(i -> files.put("t/" + i % 100 + "/" + i + ".yaml", "name: n" + i + "\n"));
        fixture.commit(files);

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when
            Checkout checkout = repository.at("main", "t", GitLimits.DEFAULT);
            long bytes = 0;
            for (SourceFile file : checkout.files().values()) {
                try (InputStream content = checkout.open(file)) {
                    bytes += content.readAllBytes().length;
                }
            }

            // then
            assertThat(checkout.files()).hasSize(10_000);
            assertThat(bytes)
                    .isEqualTo(files.values().stream().mapToLong(String::length).sum());
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "1"));
        fixture.commit("empty", Map.of(), "Nothing");

        try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
            // when, then
            assertThatAt(repository, "nope", "").isEqualTo(GitCode.REF_NOT_FOUND);
            assertThatAt(repository, "ma~^{", "").isEqualTo(GitCode.REF_NOT_FOUND);
            assertThatAt(repository, "main", "tenants").isEqualTo(GitCode.PATH_NOT_FOUND);
            assertThatAt(repository, "empty", "").isEqualTo(GitCode.REPOSITORY_EMPTY);
            assertThatThrownBy(() -> LocalRepository.open(folder))
                    .isInstanceOfSatisfying(
                            GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.REPOSITORY_NOT_FOUND));
        }
    }

    private static ObjectAssert<GitCode> assertThatAt(LocalRepository repository, String revision, String path) {
        return assertThatObject(Codes.of(() -> repository.at(revision, path, GitLimits.DEFAULT)));
    }

    private static ObjectAssert<GitCode> assertThatCodeOf(Checkout checkout, String path) {
        return assertThatObject(Codes.of(() -> checkout.open(Trees.file(checkout, path))));
    }
}

package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.git.GitFixture.Entry;
import truekeel.model.Artefact;
import truekeel.model.SourceTree;

/** The past of one path. */
class EarlierVersionTest {
    private static final String APP = "tenants/acme/files/a.qvf";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String text) {
        return Digests.sha256(text).substring(0, 12);
    }

    private static Optional<String> earlier(SourceTree tree, String digest) throws IOException {
        Optional<Artefact.Content> found =
                tree.earlier(Objects.requireNonNull(tree.files().get(APP)), digest);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get().open()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void isFoundByItsDigestInTheHistory(@TempDir Path folder) throws IOException {
        // given
        try (GitFixture fixture = GitFixture.create(folder.resolve("repo.git"))) {
            fixture.commit("main", Map.of(APP, Entry.text("one")), "One");
            fixture.commit("main", Map.of(APP, fixture.lfs(bytes("two"))), "Two, in LFS");
            fixture.commit("main", Map.of("other", Entry.text("x")), "Something else");
            fixture.commit("main", Map.of(APP, Entry.text("three")), "Three");

            try (LocalRepository repository = LocalRepository.open(fixture.folder())) {
                // when
                Checkout tree = repository.at("main", "tenants", GitLimits.DEFAULT);

                // then
                assertThat(earlier(tree, digest("one"))).contains("one");
                assertThat(earlier(tree, digest("two"))).contains("two");
                assertThat(earlier(tree, digest("four"))).isEmpty();
            }
        }
    }

    @Test
    void isFoundAsFarAsAShallowCopyGoesBack(@TempDir Path folder) throws IOException {
        // given
        try (GitFixture fixture = GitFixture.create(folder.resolve("repo.git"))) {
            fixture.commit("main", Map.of(APP, Entry.text("one")), "One");
            fixture.commit("main", Map.of(APP, Entry.text("two")), "Two");
            GitSettings settings = GitSettings.of(fixture.url());
            try (GitRemote remote = GitRemote.open(settings, folder.resolve("data"), () -> Instant.EPOCH)) {
                remote.refresh();
                fixture.commit("main", Map.of(APP, Entry.text("three")), "Three");

                // when
                Checkout tree = remote.refresh();

                // then
                assertThat(earlier(tree, digest("two"))).contains("two");
                assertThat(earlier(tree, digest("one"))).isEmpty();
            }
        }
    }

    @Test
    void isFoundForAFolderInAWorkingCopy(@TempDir Path folder) throws IOException, GitAPIException {
        // given
        Path file = folder.resolve("deep").resolve(APP);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes("one"));
        IsolatedSystem.install();
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("One")
                    .setSign(false)
                    .setAuthor("A", "a@a.example")
                    .setCommitter("A", "a@a.example")
                    .call();
        }
        Files.write(file, bytes("two"));

        // when
        FolderTree tree = FolderTree.read(folder.resolve("deep"), "tenants", GitLimits.DEFAULT);

        // then
        assertThat(earlier(tree, digest("one"))).contains("one");
        assertThat(earlier(tree, digest("two"))).isEmpty();
    }

    @Test
    void aFolderWithoutARepositoryHasNoPast(@TempDir Path folder) throws IOException {
        // given
        Path file = folder.resolve(APP);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes("one"));

        // when
        FolderTree tree = FolderTree.read(folder, "tenants", GitLimits.DEFAULT);

        // then
        assertThat(earlier(tree, digest("one"))).isEmpty();
    }
}

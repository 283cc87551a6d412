package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.SourceTree.Nature;
import truekeel.model.SourceTree.SourceFile;

class FolderTreeTest {
    private final Path folder;

    FolderTreeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void listsFilesBelowThePathFromTheFoldersRoot() throws IOException {
        // given
        write("tenants/fleet.yaml", "a");
        write("tenants/acme/tenant.yaml", "b");
        write("README.md", "c");
        write(".git/config", "d");
        write("tenants/acme/.git/config", "e");

        // when
        FolderTree tree = FolderTree.read(folder, "/tenants/", GitLimits.DEFAULT);

        // then
        assertThat(tree.files().keySet()).containsExactly("tenants/acme/tenant.yaml", "tenants/fleet.yaml");
        assertThat(Trees.text(tree, "tenants/acme/tenant.yaml")).isEqualTo("b");
    }

    @Test
    void namesTheRevisionByTheFilesAlone() throws IOException {
        // given
        write("a.yaml", "1");
        FolderTree first = FolderTree.read(folder, "", GitLimits.DEFAULT);

        // when
        Files.setLastModifiedTime(folder.resolve("a.yaml"), FileTime.from(Instant.EPOCH));
        FolderTree touched = FolderTree.read(folder, "", GitLimits.DEFAULT);
        write("a.yaml", "2");
        FolderTree changed = FolderTree.read(folder, "", GitLimits.DEFAULT);

        // then
        assertThat(first.revision().id()).matches("folder-[0-9a-f]{12}");
        assertThat(touched.revision()).isEqualTo(first.revision());
        assertThat(changed.revision()).isNotEqualTo(first.revision());
        assertThat(Trees.file(changed, "a.yaml").contentId())
                .isNotEqualTo(Trees.file(first, "a.yaml").contentId());
    }

    @Test
    void marksSymbolicLinksAndNeverFollowsThem() throws IOException {
        // given
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.yaml"), "s3cret");
        write("root/ok.yaml", "a");
        Files.createSymbolicLink(folder.resolve("root/link.yaml"), outside.resolve("secret.yaml"));
        Files.createSymbolicLink(folder.resolve("root/linked"), outside);

        // when
        FolderTree tree = FolderTree.read(folder.resolve("root"), "", GitLimits.DEFAULT);

        // then
        assertThat(tree.files().keySet()).containsExactly("link.yaml", "linked", "ok.yaml");
        assertThat(Trees.file(tree, "linked").nature()).isEqualTo(Nature.SYMLINK);
        assertThatThrownBy(() -> tree.open(Trees.file(tree, "link.yaml")))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.NOT_A_FILE));
    }

    @Test
    void doesNotFollowAFolderThatBecameALinkAfterTheListing() throws IOException {
        // given
        write("root/acme/a.yaml", "a");
        write("outside/a.yaml", "s3cret");
        FolderTree tree = FolderTree.read(folder.resolve("root"), "", GitLimits.DEFAULT);
        Files.delete(folder.resolve("root/acme/a.yaml"));
        Files.delete(folder.resolve("root/acme"));
        Files.createSymbolicLink(folder.resolve("root/acme"), folder.resolve("outside"));

        // when, then
        assertThatThrownBy(() -> tree.open(Trees.file(tree, "acme/a.yaml")))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.NOT_A_FILE));
    }

    @Test
    void refusesPathsThatWereNotListed() throws IOException {
        // given
        write("root/a.yaml", "a");
        write("b.yaml", "b");
        FolderTree tree = FolderTree.read(folder.resolve("root"), "", GitLimits.DEFAULT);

        // when, then
        assertThatThrownBy(() -> tree.open(new SourceFile("../b.yaml", "x", 1, Nature.REGULAR)))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.PATH_NOT_FOUND));
        assertThatThrownBy(() -> FolderTree.read(folder, "root/../..", GitLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesFilesOverTheirLimitWhenTheyAreOpened() throws IOException {
        // given
        write("big.yaml", "12345");
        write("big.bin", "12345");
        GitLimits limits = new GitLimits(4, 5, 10, 10);

        // when
        FolderTree tree = FolderTree.read(folder, "", limits);

        // then
        assertThat(Trees.text(tree, "big.bin")).isEqualTo("12345");
        assertThatThrownBy(() -> tree.open(Trees.file(tree, "big.yaml")))
                .hasMessageContaining("big.yaml has 5 bytes; the limit is 4")
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.TOO_LARGE));
    }

    @Test
    void refusesMoreFilesThanTheLimit() throws IOException {
        // given
        write("a.yaml", "1");
        write("b.yaml", "2");

        // when, then
        assertThatThrownBy(() -> FolderTree.read(folder, "", new GitLimits(10, 10, 1, 10)))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.TOO_LARGE));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        // given
        Files.createDirectory(folder.resolve("empty"));

        // when, then
        assertThatThrownBy(() -> FolderTree.read(folder.resolve("none"), "", GitLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.PATH_NOT_FOUND));
        assertThatThrownBy(() -> FolderTree.read(folder.resolve("empty"), "tenants", GitLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        GitException.class, e -> assertThat(e.code()).isEqualTo(GitCode.REPOSITORY_EMPTY));
    }

    @Test
    void resolvesLfsPointersFromTheRepositoryAround() throws IOException {
        // given
        byte[] app = "the app".getBytes(StandardCharsets.UTF_8);
        GitFixture repository = GitFixture.create(folder.resolve(".git"));
        GitFixture.Entry pointer = repository.lfs(app);
        repository.close();
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files/a.qvf"), pointer.bytes());

        // when
        FolderTree tree = FolderTree.read(folder, "", GitLimits.DEFAULT);

        // then
        assertThat(Trees.file(tree, "files/a.qvf").nature()).isEqualTo(Nature.LFS);
        assertThat(Trees.file(tree, "files/a.qvf").size()).isEqualTo(app.length);
        assertThat(Trees.text(tree, "files/a.qvf")).isEqualTo("the app");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package truekeel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Revision;

class GitRemoteTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));

    private final Path folder;
    private final Path data;
    private final GitFixture fixture;

    GitRemoteTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.fixture = GitFixture.create(folder.resolve("repo.git"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void fetchesTheDefaultBranch() throws IOException {
        // given
        String id = fixture.commit(Map.of("tenants/a.yaml", "one", "README.md", "x"));

        try (GitRemote remote = open(settings().withPath("tenants"))) {
            // when
            Checkout checkout = remote.refresh();

            // then
            assertThat(checkout.revision()).isEqualTo(new Revision(id));
            assertThat(checkout.history()).isEqualTo(History.FIRST);
            assertThat(checkout.files().keySet()).containsExactly("tenants/a.yaml");
            assertThat(Trees.text(checkout, "tenants/a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void fetchesNoMoreThanTheTip() throws IOException {
        // given
        String first = fixture.commit(Map.of("a.yaml", "one"));
        String second = fixture.commit(Map.of("a.yaml", "two"));

        try (GitRemote remote = open(settings())) {
            // when
            remote.refresh();

            // then
            assertThat(mirrorHas(second)).isTrue();
            assertThat(mirrorHas(first)).isFalse();
        }
    }

    @Test
    void saysThatNothingChanged() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            Checkout first = remote.refresh();

            // when
            Checkout second = remote.refresh();

            // then
            assertThat(second.revision()).isEqualTo(first.revision());
            assertThat(second.history()).isEqualTo(History.UNCHANGED);
        }
    }

    @Test
    void followsAFastForwardOfOneCommit() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "one", "b.yaml", "b"));
        try (GitRemote remote = open(settings())) {
            Checkout first = remote.refresh();
            fixture.commit(Map.of("a.yaml", "two", "b.yaml", "b"));

            // when
            Checkout second = remote.refresh();

            // then
            assertThat(second.history()).isEqualTo(History.FAST_FORWARD);
            assertThat(second.changedSince(first.revision()).orElseThrow()).containsExactly("a.yaml");
            assertThat(Trees.text(second, "b.yaml")).isEqualTo("b");
            assertThat(Trees.text(first, "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void followsAFastForwardOfSeveralCommits() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "zero"));
        fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
            fixture.commit(Map.of("a.yaml", "two"));
            fixture.commit(Map.of("a.yaml", "three"));
            fixture.commit(Map.of("a.yaml", "four"));

            // when
            Checkout latest = remote.refresh();

            // then
            assertThat(latest.history()).isEqualTo(History.FAST_FORWARD);
            assertThat(Trees.text(latest, "a.yaml")).isEqualTo("four");
        }
    }

    @Test
    void followsAnAmendedCommitAndReportsIt() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "zero"));
        fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
            String amended = fixture.amend("main", GitFixture.texts(Map.of("a.yaml", "uno")));

            // when
            Checkout latest = remote.refresh();

            // then
            assertThat(latest.revision()).isEqualTo(new Revision(amended));
            assertThat(latest.history()).isEqualTo(History.REWRITTEN);
            assertThat(Trees.text(latest, "a.yaml")).isEqualTo("uno");
        }
    }

    @Test
    void followsAForcePushOfAnotherHistoryAndReportsIt() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
            fixture.forcePush("main", GitFixture.texts(Map.of("a.yaml", "other")));
            fixture.commit(Map.of("a.yaml", "other two"));

            // when
            Checkout latest = remote.refresh();

            // then
            assertThat(latest.history()).isEqualTo(History.REWRITTEN);
            assertThat(Trees.text(latest, "a.yaml")).isEqualTo("other two");
        }
    }

    @Test
    void followsABranchThatIsResetToAnOlderCommit() throws IOException {
        // given
        String first = fixture.commit(Map.of("a.yaml", "one"));
        fixture.commit(Map.of("a.yaml", "two"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
            fixture.branch("main", first);

            // when
            Checkout latest = remote.refresh();

            // then
            assertThat(latest.history()).isEqualTo(History.REWRITTEN);
            assertThat(Trees.text(latest, "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void keepsTheLastGoodRevisionWhenTheBranchIsEmptied() throws IOException {
        // given
        String good = fixture.commit(Map.of("tenants/a.yaml", "one"));
        try (GitRemote remote = open(settings().withPath("tenants"))) {
            remote.refresh();
            fixture.commit("main", Map.of(), "Empty everything");

            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.PATH_NOT_FOUND);
            assertThat(remote.lastGood().orElseThrow().revision()).isEqualTo(new Revision(good));
        }
        try (GitRemote whole = open(settings())) {
            assertThatObject(Codes.of(whole::refresh)).isEqualTo(GitCode.REPOSITORY_EMPTY);
        }
    }

    @Test
    void keepsTheLastGoodRevisionWhenTheBranchIsDeleted() throws IOException {
        // given
        fixture.commit("other", GitFixture.texts(Map.of("a.yaml", "x")), "Other");
        String good = fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings().withTarget(new GitTarget.Branch("main")))) {
            remote.refresh();
            fixture.deleteBranch("main");

            // when
            GitException failure = Codes.failure(remote::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.REF_NOT_FOUND);
            assertThat(failure).hasMessageContaining("branch 'main'").hasMessageContaining("It has: other.");
            assertThat(remote.lastGood().orElseThrow().revision()).isEqualTo(new Revision(good));
        }
    }

    @Test
    void saysThatARepositoryHasNoCommitYet() throws IOException {
        try (GitRemote remote = open(settings())) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.REPOSITORY_EMPTY);
            assertThat(remote.lastGood()).isEmpty();
        }
    }

    @Test
    void readsTheLastGoodRevisionAfterARestartWithTheRemoteGone() throws IOException {
        // given
        String good = fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
        }
        Path away = Files.move(fixture.folder(), folder.resolve("away.git"));

        try (GitRemote restarted = open(settings())) {
            // when
            GitException failure = Codes.failure(restarted::refresh);

            // then
            assertThat(failure.code()).isEqualTo(GitCode.REPOSITORY_NOT_FOUND);
            Checkout checkout = restarted.lastGood().orElseThrow();
            assertThat(checkout.revision()).isEqualTo(new Revision(good));
            assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one");

            // and when the remote is back
            Files.move(away, fixture.folder());
            assertThat(restarted.refresh().history()).isEqualTo(History.UNCHANGED);
        }
    }

    @Test
    void fetchesTagsAndStandsForTheCommitTheyPointTo() throws IOException {
        // given
        String first = fixture.commit(Map.of("a.yaml", "one"));
        fixture.commit(Map.of("a.yaml", "two"));
        fixture.tag("v1", first);

        try (GitRemote remote = open(settings().withTarget(new GitTarget.Tag("v1")))) {
            // when
            Checkout checkout = remote.refresh();
            Checkout again = remote.refresh();

            // then
            assertThat(checkout.revision()).isEqualTo(new Revision(first));
            assertThat(again.history()).isEqualTo(History.UNCHANGED);
        }
        try (GitRemote named = open(settings().withTarget(GitTarget.parse("v1")))) {
            assertThat(named.refresh().revision()).isEqualTo(new Revision(first));
        }
    }

    @Test
    void fetchesAPinnedCommitThatIsNoTip() throws IOException {
        // given
        String first = fixture.commit(Map.of("a.yaml", "one"));
        fixture.commit(Map.of("a.yaml", "two"));
        fixture.repository().getConfig().setBoolean("uploadpack", null, "allowReachableSHA1InWant", true);
        fixture.repository().getConfig().save();

        try (GitRemote remote = open(settings().withTarget(GitTarget.parse(first)))) {
            // when
            Checkout checkout = remote.refresh();

            // then
            assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void saysWhenTheRemoteDoesNotHandOutAPinnedCommit() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "one"));

        try (GitRemote remote = open(settings().withTarget(GitTarget.parse("12".repeat(20))))) {
            // when, then
            assertThatObject(Codes.of(remote::refresh)).isEqualTo(GitCode.REF_NOT_FOUND);
        }
    }

    @Test
    void keepsTheCopyTidyOverManyFetches() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "0", "b.yaml", "b"));
        try (GitRemote remote = open(settings())) {
            Checkout first = remote.refresh();

            // when
            for (int i = 1; i <= 45; i++) {
                fixture.commit(Map.of("a.yaml", String.valueOf(i), "b.yaml", "b"));
                remote.refresh();
            }

            // then
            Checkout latest = remote.lastGood().orElseThrow();
            assertThat(Trees.text(latest, "a.yaml")).isEqualTo("45");
            assertThat(Trees.text(latest, "b.yaml")).isEqualTo("b");
            assertThat(Trees.text(first, "a.yaml")).isEqualTo("0");
            assertThat(packs()).hasSizeLessThan(25);
        }
    }

    @Test
    void fetchesADamagedCopyAnew() throws IOException {
        // given
        fixture.commit(Map.of("a.yaml", "one"));
        try (GitRemote remote = open(settings())) {
            remote.refresh();
        }
        for (Path pack : packs()) {
            Files.delete(pack);
        }

        try (GitRemote remote = open(settings())) {
            // when
            Checkout checkout = remote.refresh();

            // then
            assertThat(Trees.text(checkout, "a.yaml")).isEqualTo("one");
            assertThat(Trees.text(remote.lastGood().orElseThrow(), "a.yaml")).isEqualTo("one");
        }
    }

    @Test
    void readsNoConfigurationOfTheUser() throws Exception {
        // given
        fixture.commit(Map.of("a.yaml", "one"));

        try (GitRemote remote = open(settings())) {
            // when
            remote.refresh();

            // then
            assertThat(SystemReader.getInstance().getUserConfig().getSections())
                    .as("what JGit measures of the file system is kept in memory only")
                    .isSubsetOf("filesystem");
            assertThat(SystemReader.getInstance().getSystemConfig().getSections())
                    .isSubsetOf("filesystem");
            assertThat(SystemReader.getInstance().getenv("GIT_SSH")).isNull();
        }
    }

    private GitSettings settings() {
        return GitSettings.of(fixture.url());
    }

    private GitRemote open(GitSettings settings) throws GitException {
        return GitRemote.open(settings, data, CLOCK);
    }

    private boolean mirrorHas(String commit) throws IOException {
        try (Stream<Path> folders = Files.list(data.resolve("git"))) {
            Path mirror = folders.filter(path -> path.toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
            try (Repository repository =
                    new FileRepositoryBuilder().setGitDir(mirror.toFile()).build()) {
                return repository.getObjectDatabase().has(ObjectId.fromString(commit));
            }
        }
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("git"))) {
            return files.filter(path -> path.toString().endsWith(".pack")).toList();
        }
    }
}

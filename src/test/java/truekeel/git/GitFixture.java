package truekeel.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A bare Git repository for tests, written without a working tree. Each commit holds exactly the files that are given,
 * or the parent's with some changed; commit times count up by a minute so that ids are the same in every run.
 */
public final class GitFixture implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final Path folder;
    private final Repository repository;
    private final String url;
    private int commits;

    private GitFixture(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
        this.url = folder.toUri().toString();
    }

    /** An empty repository at a folder that does not exist yet, whose {@code HEAD} is branch {@code main}. */
    public static GitFixture create(Path folder) {
        IsolatedSystem.install();
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            repository.create(true);
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
            return new GitFixture(folder, repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link #create} and a first commit of these files on {@code main}. */
    public static GitFixture of(Path folder, Map<String, String> files) {
        GitFixture fixture = create(folder);
        fixture.commit("main", texts(files), "First files");
        return fixture;
    }

    public Path folder() {
        return folder;
    }

    /** A {@code file:} URL. */
    public String url() {
        return url;
    }

    public Repository repository() {
        return repository;
    }

    /** What a commit can hold at a path. */
    public static final class Entry {
        private final FileMode mode;
        private final byte[] bytes;

        private Entry(FileMode mode, byte[] bytes) {
            this.mode = mode;
            this.bytes = bytes.clone();
        }

        /** The bytes that Git holds: of a symbolic link its target, of an LFS file its pointer. */
        public byte[] bytes() {
            return bytes.clone();
        }

        public static Entry text(String text) {
            return new Entry(FileMode.REGULAR_FILE, text.getBytes(StandardCharsets.UTF_8));
        }

        public static Entry bytes(byte[] bytes) {
            return new Entry(FileMode.REGULAR_FILE, bytes);
        }

        public static Entry symlink(String target) {
            return new Entry(FileMode.SYMLINK, target.getBytes(StandardCharsets.UTF_8));
        }

        /** A submodule at a commit, 40 hex digits. */
        public static Entry submodule(String commit) {
            return new Entry(FileMode.GITLINK, commit.getBytes(StandardCharsets.US_ASCII));
        }
    }

    public static Map<String, Entry> texts(Map<String, String> files) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        files.forEach((path, text) -> entries.put(path, Entry.text(text)));
        return entries;
    }

    /** Puts a commit with exactly these files on top of the branch, which is made when missing; returns its id. */
    public String commit(String branch, Map<String, Entry> files, String subject) {
        return write(branch, files, subject, tip(branch));
    }

    /** As {@link #commit} on {@code main}, with texts. */
    public String commit(Map<String, String> files) {
        return commit("main", texts(files), "Change files");
    }

    /** Replaces the branch by a commit without parents, as a force-push does; returns its id. */
    public String forcePush(String branch, Map<String, Entry> files) {
        return write(branch, files, "Rewritten", ObjectId.zeroId());
    }

    /** Replaces the branch's last commit by another on the same parent, as an amended push does; returns its id. */
    public String amend(String branch, Map<String, Entry> files) {
        return write(branch, files, "Amended", parentOf(tip(branch)));
    }

    /** Lets a branch point to any commit, made when missing. */
    public void branch(String branch, String commit) {
        moveRef("refs/heads/" + branch, ObjectId.fromString(commit));
    }

    /** An annotated tag, moved when it exists. */
    public void tag(String name, String commit) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            tag.setTagger(person());
            tag.setMessage("Release");
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            moveRef("refs/tags/" + name, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void deleteBranch(String branch) {
        try {
            RefUpdate update = repository.updateRef("refs/heads/" + branch);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an object into the repository's LFS store and returns the pointer to commit in its place. */
    public Entry lfs(byte[] content) {
        String oid = Digests.hex(digestOf(content));
        Path object = folder.resolve("lfs/objects")
                .resolve(oid.substring(0, 2))
                .resolve(oid.substring(2, 4))
                .resolve(oid);
        try {
            Files.createDirectories(object.getParent());
            Files.write(object, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lfsPointer(oid, content.length);
    }

    /** A pointer to an object that is stored nowhere by this call. */
    public static Entry lfsPointer(String oid, long size) {
        return Entry.text("version https://git-lfs.github.com/spec/v1\noid sha256:" + oid + "\nsize " + size + "\n");
    }

    @Override
    public void close() {
        repository.close();
    }

    private static MessageDigest digestOf(byte[] content) {
        MessageDigest digest = Digests.sha256();
        digest.update(content);
        return digest;
    }

    private String write(String branch, Map<String, Entry> files, String subject, ObjectId parent) {
        try (ObjectInserter inserter = inserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(writeTree(inserter, files));
            if (!parent.equals(ObjectId.zeroId())) {
                commit.setParentId(parent);
            }
            PersonIdent person = person();
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(subject + "\n\nA body.\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            moveRef("refs/heads/" + branch, id);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One pack per commit; thousands of single files would take minutes on a slow disk. */
    private ObjectInserter inserter() {
        PackInserter inserter = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
        inserter.checkExisting(false);
        return inserter;
    }

    private ObjectId writeTree(ObjectInserter inserter, Map<String, Entry> files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, Entry> file : new TreeMap<>(files).entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(file.getValue().mode);
            byte[] bytes = file.getValue().bytes;
            entry.setObjectId(
                    FileMode.GITLINK.equals(entry.getFileMode())
                            ? ObjectId.fromString(bytes, 0)
                            : inserter.insert(Constants.OBJ_BLOB, bytes));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    private ObjectId tip(String branch) {
        try {
            Ref ref = repository.exactRef("refs/heads/" + branch);
            return Objects.requireNonNullElse(ref == null ? null : ref.getObjectId(), ObjectId.zeroId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectId parentOf(ObjectId commit) {
        try {
            return Objects.requireNonNullElse(repository.resolve(commit.name() + "^"), ObjectId.zeroId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void moveRef(String name, ObjectId id) {
        try {
            RefUpdate update = repository.updateRef(name);
            update.setNewObjectId(id);
            update.setForceUpdate(true);
            RefUpdate.Result result = update.update();
            switch (result) {
                case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
                default -> throw new IllegalStateException("The ref " + name + " could not be moved: " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PersonIdent person() {
        commits++;
        return new PersonIdent("Ada Example", "ada@acme.example", START.plusSeconds(60L * commits), ZoneOffset.UTC);
    }
}

package truekeel.git;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/** What of a repository is followed: a branch that moves, or a tag or commit that should not. */
public sealed interface GitTarget {

    /** What the remote is asked for, the first that it has: full ref names, {@code HEAD}, or 40 hex digits. */
    List<String> wanted();

    /** For people, such as {@code branch 'main'}. */
    String describe();

    /** The branch that the remote's {@code HEAD} names. */
    record DefaultBranch() implements GitTarget {
        @Override
        public List<String> wanted() {
            return List.of("HEAD");
        }

        @Override
        public String describe() {
            return "the default branch";
        }
    }

    /** A branch by its short name. */
    record Branch(String name) implements GitTarget {
        /** Throws {@link IllegalArgumentException} when Git would not accept the name. */
        public Branch {
            checkName("refs/heads/" + name, name);
        }

        @Override
        public List<String> wanted() {
            return List.of("refs/heads/" + name);
        }

        @Override
        public String describe() {
            return "branch '" + name + "'";
        }
    }

    /** A tag by its short name; an annotated tag stands for the commit it points to. */
    record Tag(String name) implements GitTarget {
        /** Throws {@link IllegalArgumentException} when Git would not accept the name. */
        public Tag {
            checkName("refs/tags/" + name, name);
        }

        @Override
        public List<String> wanted() {
            return List.of("refs/tags/" + name);
        }

        @Override
        public String describe() {
            return "tag '" + name + "'";
        }
    }

    /** One commit by its full id, as long as the remote still offers it. */
    record Commit(String id) implements GitTarget {
        private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}");

        /** Throws {@link IllegalArgumentException} unless the id has 40 lower-case hex digits. */
        public Commit {
            if (!FULL_ID.matcher(id).matches()) {
                throw new IllegalArgumentException("A pinned commit needs all 40 hex digits, not '" + id + "'");
            }
        }

        @Override
        public List<String> wanted() {
            return List.of(id);
        }

        @Override
        public String describe() {
            return "commit " + id;
        }
    }

    /** A name as people type it, which may be a branch or else a tag. */
    record Named(String name) implements GitTarget {
        /** Throws {@link IllegalArgumentException} when Git would not accept the name. */
        public Named {
            checkName("refs/heads/" + name, name);
        }

        @Override
        public List<String> wanted() {
            return List.of("refs/heads/" + name, "refs/tags/" + name);
        }

        @Override
        public String describe() {
            return "branch or tag '" + name + "'";
        }
    }

    /**
     * Reads what a command line names: a full commit id, {@code HEAD} or nothing, else a branch or tag. Throws
     * {@link IllegalArgumentException} for names that Git would not accept.
     */
    static GitTarget parse(String revision) {
        if (revision.isBlank() || revision.equals("HEAD")) {
            return new DefaultBranch();
        }
        return Commit.FULL_ID.matcher(revision).matches() ? new Commit(revision) : new Named(revision);
    }

    private static void checkName(String full, String name) {
        if (!Repository.isValidRefName(full)) {
            throw new IllegalArgumentException("'" + name + "' is not a name that Git allows for a branch or tag");
        }
    }
}

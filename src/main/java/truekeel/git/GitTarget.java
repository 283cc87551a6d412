package truekeel.git;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/** What of a repository is followed: a branch that moves, or a tag or commit that should not. */
public sealed interface GitTarget {

    /** What the remote is asked for: a full ref name, {@code HEAD}, or 40 hex digits. */
    String wanted();

    /** For people, such as {@code branch 'main'}. */
    String describe();

    /** The branch that the remote's {@code HEAD} names. */
    record DefaultBranch() implements GitTarget {
        @Override
        public String wanted() {
            return "HEAD";
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
        public String wanted() {
            return "refs/heads/" + name;
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
        public String wanted() {
            return "refs/tags/" + name;
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
        public String wanted() {
            return id;
        }

        @Override
        public String describe() {
            return "commit " + id;
        }
    }

    private static void checkName(String full, String name) {
        if (!Repository.isValidRefName(full)) {
            throw new IllegalArgumentException("'" + name + "' is not a name that Git allows for a branch or tag");
        }
    }
}

package truekeel.git;

/** The stable codes of {@link GitException}; each is an anchor in {@code docs/reference/errors.md}. */
public enum GitCode {
    /** A setting that cannot work: a key that is no key, a CA file that cannot be read. */
    CONFIGURATION(false),
    REMOTE_UNREACHABLE(true),
    TIMEOUT(true),
    AUTH_FAILED(false),
    HOST_KEY_UNKNOWN(false),
    TLS_UNTRUSTED(false),
    REPOSITORY_NOT_FOUND(false),
    /** The repository has no commit, or the commit has no file where the desired state should be. */
    REPOSITORY_EMPTY(false),
    REF_NOT_FOUND(false),
    PATH_NOT_FOUND(false),
    /** A tree that Git itself would not have written: names such as {@code ..}, one name twice. */
    TREE_INVALID(false),
    TOO_LARGE(false),
    /** Something other than a file was to be read as one. */
    NOT_A_FILE(false),
    LFS_OBJECT_MISSING(false),
    LFS_OBJECT_DAMAGED(true),
    /** Our own copy lacks objects that it should hold. */
    MIRROR_DAMAGED(false),
    /** The remote answered something that is not Git's protocol, or refused the request itself. */
    REMOTE_REFUSED(true);

    private final boolean transientFailure;

    GitCode(boolean transientFailure) {
        this.transientFailure = transientFailure;
    }

    /** Whether the same request may succeed later without anybody changing a thing. */
    public boolean isTransient() {
        return transientFailure;
    }
}

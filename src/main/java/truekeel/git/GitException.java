package truekeel.git;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Git, or the way to it, failed. The message says what failed and what to do about it, and never holds a secret. It is
 * an {@link IOException} so that reading a file of a {@code SourceTree} can fail with it.
 */
public final class GitException extends IOException {
    private final GitCode code;

    GitException(GitCode code, String message) {
        this(code, message, null);
    }

    GitException(GitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public GitCode code() {
        return code;
    }
}

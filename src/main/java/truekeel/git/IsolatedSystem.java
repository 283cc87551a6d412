package truekeel.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit sees of the machine: no configuration of user or system, no Git variables of the environment, nothing
 * written below the home folder. JGit asks one reader for the whole process, so this is installed once.
 */
final class IsolatedSystem extends SystemReader.Delegate {
    private static final Object INSTALLING = new Object();

    private IsolatedSystem(SystemReader machine) {
        super(machine);
    }

    /** Every entry into this room calls this first; only the first call has an effect. */
    static void install() {
        synchronized (INSTALLING) {
            if (!(SystemReader.getInstance() instanceof IsolatedSystem)) {
                SystemReader.setInstance(new IsolatedSystem(SystemReader.getInstance()));
            }
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.startsWith("XDG_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    /** Lives in memory only: reads nothing and keeps what JGit measured until the process ends. */
    private static final class NoConfig extends FileBasedConfig {
        NoConfig(Config parent, FS fs) {
            super(parent, new File("truekeel-no-such-git-config"), fs);
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // There is no file.
        }
    }
}

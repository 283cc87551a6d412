package truekeel.cli;

/**
 * Which store commands use.
 *
 * @param lasting whether it is the daemon's too; a private one knows nothing of what was done before
 * @param sentence what to tell people
 */
public record StoreState(boolean lasting, String sentence) {}

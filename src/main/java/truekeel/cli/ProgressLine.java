package truekeel.cli;

import truekeel.fleet.Errand;

/** One line that is written over again while a long command runs, where a person watches; else nothing. */
final class ProgressLine implements Errand.Progress, AutoCloseable {
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final Screen screen;
    private final String doing;
    private boolean shown;

    /** @param doing what is being done, such as {@code Planning} */
    ProgressLine(Screen screen, String doing) {
        this.screen = screen;
        this.doing = doing;
        show(doing + " …");
    }

    @Override
    public void done(int tenants, int of) {
        show(doing + " " + tenants + " of " + of + (of == 1 ? " tenant …" : " tenants …"));
    }

    private synchronized void show(String text) {
        if (screen.live()) {
            screen.err().print(BACK_AND_CLEAR + text);
            screen.err().flush();
            shown = true;
        }
    }

    /** Leaves no trace. */
    @Override
    public synchronized void close() {
        if (shown) {
            screen.err().print(BACK_AND_CLEAR);
            screen.err().flush();
            shown = false;
        }
    }
}

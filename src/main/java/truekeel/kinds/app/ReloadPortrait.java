package truekeel.kinds.app;

import java.time.Instant;
import java.util.Optional;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.model.Value;

/**
 * Whether an app was reloaded since its content was deployed, in the words of its manifest: {@code afterDeploy} is true
 * of an app that was. It is told only where the manifest asks for it; Qlik itself does not know what belongs together.
 */
final class ReloadPortrait {
    private final Look look;
    private final Lines lines;

    ReloadPortrait(Look look, Lines lines) {
        this.look = look;
        this.lines = lines;
    }

    /** @param content the digest of the app's content, where its stamp can be believed */
    Seen of(AppView app, Optional<String> content, Seen seen) {
        Optional<Boolean> wanted = lines.wantsReload(app);
        if (wanted.isEmpty()) {
            return seen;
        }
        Memory memory = lines.memoryOrOrigin(app);
        Optional<ReloadMemory> reload =
                ReloadMemory.of(memory).filter(known -> content.equals(Optional.of(known.content())));
        Optional<String> failed = reload.filter(known -> known.state() == ReloadMemory.State.FAILED)
                .filter(known -> !isReloadedSince(app, known))
                .map(ReloadMemory::said);
        boolean due = failed.isPresent() || isDue(reload) || isPublishedUnnoticed(app, memory, content);
        Value.Fields spec =
                seen.spec().with(Wish.RELOAD, Value.Fields.EMPTY.with("afterDeploy", Value.flag(wanted.get() && !due)));
        Value.Fields facts = wanted.get() && failed.isPresent() && !look.isAsked()
                ? seen.facts().with(Portrait.RELOAD_FAILED, Value.text(failed.get()))
                : seen.facts();
        return seen.withSpec(spec).withFacts(facts);
    }

    private static boolean isDue(Optional<ReloadMemory> reload) {
        return reload.map(ReloadMemory::state)
                .filter(state -> state == ReloadMemory.State.DUE || state == ReloadMemory.State.ASKED)
                .isPresent();
    }

    /** Somebody mended it and reloaded the app by hand. */
    private static boolean isReloadedSince(AppView app, ReloadMemory failed) {
        Optional<Instant> end = Memory.time(failed.at());
        return end.isPresent()
                && Memory.time(app.lastReloadTime()).filter(end.get()::isBefore).isPresent();
    }

    /** The answer to our publishing was lost, with the process or without: what followed it did not happen. */
    private static boolean isPublishedUnnoticed(AppView app, Memory memory, Optional<String> content) {
        return app.isPublished()
                && content.isPresent()
                && memory.publishTime()
                        .filter(time -> !Memory.isSameTime(time, app.publishTime()))
                        .isPresent();
    }
}

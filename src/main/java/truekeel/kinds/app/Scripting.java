package truekeel.kinds.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * Apps of which Git keeps the load script only; their sheets are made in Qlik, in the stage space. The message of each
 * script version that we write carries the stamp of the file, so that an edit in Qlik, which makes a newer version, is
 * seen. The script of a published app is locked: it comes there with the staged copy, as everything else does.
 */
final class Scripting {
    private static final String MESSAGE = "Set from Git";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Wish wish;

    Scripting(Wish wish) {
        this.wish = wish;
    }

    /** A new, empty app under construction. */
    QlikRequest creation(Binding binding, String name) {
        ObjectNode attributes = JsonValues.object().put("name", name).put("spaceId", wish.stageSpaceId(binding));
        return QlikRequest.of(Operations.CREATE_APP).json(JsonValues.object().set("attributes", attributes));
    }

    /** Gives the staged copy the script, unless its newest version is just that; after a lost answer that is seen. */
    Step set() {
        return Step.updatesIf("set script", binding -> {
                    String copy = Staging.copyId(binding);
                    boolean there = stamp(binding.qlik(), copy)
                            .filter(digest ->
                                    wish.digest().filter(digest::equals).isPresent())
                            .isPresent();
                    return there
                            ? Optional.empty()
                            : ScriptText.of(wish.file(binding)).map(text -> version(copy, text));
                })
                .settling(PATIENCE, QlikException.Uncertain.class::isInstance);
    }

    private QlikRequest version(String app, String script) {
        return QlikRequest.of(Operations.SET_APP_SCRIPT)
                .path("appId", app)
                .json(JsonValues.object()
                        .put("script", script)
                        .put("versionMessage", new Description(MESSAGE, wish.digest()).stamped()));
    }

    /** The stamp of the newest version of an app's script; empty when somebody else wrote it, or when there is none. */
    private static Optional<String> stamp(QlikTenant qlik, String app) {
        List<String> messages = new ArrayList<>();
        try {
            qlik.listWhile(QlikRequest.of(Operations.GET_APP_SCRIPTS).path("appId", app), version -> {
                messages.add(version.path("versionMessage").asText());
                return false;
            });
        } catch (QlikException.Missing gone) {
            return Optional.empty();
        }
        return messages.stream().findFirst().flatMap(message -> Description.parse(message)
                .digest());
    }

    /** An app in a shared space with what its script says of itself; published ones are told by their own stamp. */
    static Seen compared(QlikTenant qlik, AppView app, Seen seen) {
        if (app.isPublished()) {
            return seen;
        }
        try {
            Optional<String> stamp = stamp(qlik, app.id());
            Value.Fields source = seen.spec().fields("source");
            return stamp.isPresent() && stamp.equals(source.text("digest"))
                    ? seen
                    : seen.withSpec(seen.spec().without("source"))
                            .withFacts(seen.facts().without(Portrait.CONTENT));
        } catch (QlikException problem) {
            return seen.unknownBecause(problem);
        }
    }

    /** Why the script must not be sent; asked for changes that bring one. */
    static Optional<Refusal> objection(Wish wish, Look look) {
        Optional<Refusal> broken = wish.sourceFile().flatMap(file -> ScriptText.objection(wish.change(), file, look));
        return broken.isPresent() ? broken : withoutCopy(wish, look);
    }

    /** An empty app published over one with sheets would take them from people. */
    private static Optional<Refusal> withoutCopy(Wish wish, Look look) {
        Optional<String> known = wish.live().flatMap(live -> live.facts().text(Portrait.STAGED));
        boolean there = known.flatMap(id -> AppReads.byId(look.qlik(), id))
                .filter(AppView::isInSharedSpace)
                .isPresent();
        if (!wish.isLivePublished() || there) {
            return Optional.empty();
        }
        Change change = wish.change();
        return Optional.of(Refusal.of(
                RefusalCode.STAGED_COPY_GONE,
                change.ref(),
                "The staged copy of " + change.ref()
                        + known.map(id -> " (" + id + ")").orElse("")
                        + " is gone. A new one would have the script and nothing else, and publishing it would take the"
                        + " sheets away that people see.",
                "Restore the copy in Qlik within 14 days of its deletion; or approve the plan, if the app needs no"
                        + " sheets.",
                true));
    }
}

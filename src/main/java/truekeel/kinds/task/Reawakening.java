package truekeel.kinds.task;

import java.util.Optional;
import java.util.TreeMap;
import truekeel.kinds.Binding;
import truekeel.kinds.Look;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Sha256;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.schema.Reference;

/**
 * A task that Qlik switched off is switched on again once, and another time only when a commit has changed the task or
 * deployed its app anew: what made it fail would else make it fail for ever, and each time Qlik's reason would be lost.
 */
final class Reawakening {
    /** The fact of a switched off task that holds, by name, which file each declared app is made from. */
    static final String DEPLOYMENTS = "deployments";
    /** The memory of what the task looked like when we last switched it on against Qlik's will. */
    private static final String MEMORY = "reawakened";

    private static final int DIGITS = 16;

    private Reawakening() {}

    static Value.Fields deployments(Look look) {
        Value.Fields found = Value.Fields.EMPTY;
        for (Desired app : look.declared(TaskKind.APP)) {
            String digest = app.spec().fields("source").text("digest").orElse("");
            found = found.with(app.spec().text("name").orElse(""), Value.text(digest));
        }
        return found;
    }

    /** What is to be remembered when a task is switched on. */
    static void remember(Change change, Binding binding) {
        occasion(change).ifPresent(occasion -> binding.remember(MEMORY, Value.text(occasion)));
    }

    /** The state of the manifests in which a task that Qlik switched off is switched on; empty for other tasks. */
    private static Optional<String> occasion(Change change) {
        return change.live().map(Live::facts).flatMap(facts -> facts.text(TaskView.CODE)
                .map(code -> {
                    Value.Fields spec = change.desired().orElseThrow().spec();
                    String name = Reference.nameIn(spec.get("app").orElseGet(Value::nothing));
                    String deployed = facts.fields(DEPLOYMENTS).text(name).orElse("");
                    return Sha256.hex(code + " " + new TreeMap<>(spec.values()) + " " + deployed)
                            .substring(0, DIGITS);
                }));
    }

    static Optional<Refusal> objection(Change change, Look look) {
        boolean wakes =
                change.action() == Action.UPDATE && change.fields().stream().anyMatch(TaskSteps::switchesOn);
        Optional<String> occasion = occasion(change).filter(any -> wakes);
        boolean again = occasion.isPresent()
                && look.line(change.ref())
                        .filter(line -> line.facts().text(MEMORY).equals(occasion))
                        .isPresent();
        if (!again) {
            return Optional.empty();
        }
        String code = change.live().orElseThrow().facts().text(TaskView.CODE).orElse("");
        return Optional.of(Refusal.of(
                RefusalCode.SWITCHED_OFF_AGAIN,
                change.ref(),
                "Qlik switched the task off again (" + code + ") after Truekeel had switched it on once.",
                "Mend the cause, then switch it on in Qlik, or commit a change of the task or of its app's file.",
                false));
    }
}

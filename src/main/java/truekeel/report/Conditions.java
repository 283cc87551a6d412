package truekeel.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.model.Finding;
import truekeel.plan.Admission;
import truekeel.plan.DriftState;
import truekeel.plan.Note;
import truekeel.plan.ResourceState;

/** Puts a tenant's state of affairs into conditions. */
public final class Conditions {
    private Conditions() {}

    /** After a run that got as far as a plan. */
    public static List<Condition> after(RunReport report, Instant now) {
        RunReport.Standing standing = report.standing();
        Optional<ResourceState> unknown = first(standing, DriftState.UNKNOWN);
        Admission pending = report.pending().admission();
        boolean refused = pending.isRefused();
        boolean moving = !standing.isInSync() && !refused && unknown.isEmpty();
        List<Condition> conditions = new ArrayList<>(List.of(
                ready(standing, unknown, refused, now),
                new Condition(
                        Condition.Type.RECONCILING,
                        Condition.Status.of(moving),
                        moving ? "DriftFound" : "NothingToDo",
                        moving ? "There is drift that the tenant's policy lets Truekeel remove or report." : "",
                        now),
                new Condition(
                        Condition.Type.STALLED,
                        Condition.Status.of(refused),
                        refused ? pending.refusals().get(0).code().name() : "NotRefused",
                        refused ? pending.refusals().get(0).message() : "",
                        now),
                new Condition(
                        Condition.Type.OBSERVED,
                        Condition.Status.of(unknown.isEmpty()),
                        unknown.map(Conditions::reason).orElse("SeenInFull"),
                        unknown.map(ResourceState::message).or(standing::gap).orElse(""),
                        now),
                sound(now)));
        connections(pending, now).ifPresent(conditions::add);
        report.residence()
                .map(residence -> new Condition(
                        Condition.Type.PROVISIONED,
                        Condition.Status.TRUE,
                        residence.toCommit().isPresent() ? "HostnameNotCommitted" : "HostnamesDiffer",
                        residence.note(),
                        now))
                .ifPresent(conditions::add);
        return List.copyOf(conditions);
    }

    /** Nothing waits for it, and a reload that fails tells more than this guess. */
    private static Optional<Condition> connections(Admission pending, Instant now) {
        List<Note> missing = pending.notes().stream()
                .filter(note -> note.code() == Note.Code.CONNECTION_MISSING)
                .toList();
        String more = missing.size() > 1 ? " So do " + (missing.size() - 1) + " more apps." : "";
        return missing.stream()
                .findFirst()
                .map(note -> new Condition(
                        Condition.Type.CONNECTIONS_FOUND,
                        Condition.Status.FALSE,
                        "ConnectionMissing",
                        note.text() + more,
                        now));
    }

    /** What time resolves by itself has a code; all else could not be read. */
    private static String reason(ResourceState unknown) {
        return unknown.code().map(Enum::name).orElse("SeenInPart");
    }

    private static Condition ready(
            RunReport.Standing standing, Optional<ResourceState> unknown, boolean refused, Instant now) {
        if (unknown.isPresent()) {
            return new Condition(
                    Condition.Type.READY,
                    Condition.Status.UNKNOWN,
                    reason(unknown.get()),
                    unknown.get().message(),
                    now);
        }
        if (standing.isInSync()) {
            return new Condition(
                    Condition.Type.READY,
                    Condition.Status.TRUE,
                    "InSync",
                    "Live state agrees with the desired state.",
                    now);
        }
        return new Condition(
                Condition.Type.READY,
                Condition.Status.FALSE,
                refused ? "Refused" : "OutOfSync",
                "Some resources differ from their desired state.",
                now);
    }

    private static Optional<ResourceState> first(RunReport.Standing standing, DriftState state) {
        return standing.resources().stream()
                .filter(resource -> resource.state() == state)
                .findFirst();
    }

    /** A run that did not get as far as a plan, or a tenant that cannot be reached at all. */
    public static List<Condition> failed(String reason, String message, Instant now) {
        return List.of(
                new Condition(Condition.Type.READY, Condition.Status.UNKNOWN, reason, message, now),
                new Condition(Condition.Type.RECONCILING, Condition.Status.FALSE, reason, "", now),
                new Condition(Condition.Type.STALLED, Condition.Status.TRUE, reason, message, now),
                new Condition(Condition.Type.OBSERVED, Condition.Status.FALSE, reason, message, now));
    }

    /** A tenant whose manifests are broken: nothing is read or written there. */
    public static List<Condition> broken(List<Finding> findings, Instant now) {
        String message = findings.stream()
                .filter(Finding::isError)
                .findFirst()
                .map(finding -> finding.position() + " " + finding.code() + " " + finding.message())
                .orElse("The manifests are broken.");
        return List.of(
                new Condition(Condition.Type.READY, Condition.Status.UNKNOWN, "ManifestsBroken", message, now),
                new Condition(Condition.Type.RECONCILING, Condition.Status.FALSE, "ManifestsBroken", "", now),
                new Condition(Condition.Type.STALLED, Condition.Status.TRUE, "ManifestsBroken", message, now),
                new Condition(Condition.Type.MANIFESTS_SOUND, Condition.Status.FALSE, "ManifestsBroken", message, now));
    }

    /** A tenant that was not looked at yet. */
    public static List<Condition> waiting(Instant now) {
        return List.of(
                new Condition(
                        Condition.Type.READY,
                        Condition.Status.UNKNOWN,
                        "NotObservedYet",
                        "The first look is still to come.",
                        now),
                sound(now));
    }

    private static Condition sound(Instant now) {
        return new Condition(Condition.Type.MANIFESTS_SOUND, Condition.Status.TRUE, "Sound", "", now);
    }
}

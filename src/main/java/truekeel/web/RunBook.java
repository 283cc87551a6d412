package truekeel.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import truekeel.fleet.Fleet;
import truekeel.fleet.Turn;
import truekeel.model.TenantName;
import truekeel.store.EndedDrift;
import truekeel.store.RunId;
import truekeel.store.RunRecord;
import truekeel.web.view.RunView;

/** Looks runs up: those in the store, and those that were announced and wait for their turn. */
@Singleton
public final class RunBook {
    private final Fleet fleet;

    @Inject
    RunBook(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The latest runs of one tenant or of all, newest first. */
    public List<RunView> recent(Optional<TenantName> tenant, int limit) {
        return fleet.store().runs().recent(tenant, limit).stream()
                .map(this::view)
                .toList();
    }

    /** One run with its steps. Throws {@link NotFoundException}. */
    public RunView find(String run) {
        return id(run).flatMap(this::lookUp).orElseThrow(() -> new NotFoundException("There is no run '" + run + "'."));
    }

    /** The same run with every mutation that it sent, and the drift that ended with it. */
    public RunView inDetail(RunView run) {
        Optional<List<EndedDrift>> over = run.begun().flatMap(begun -> run.ended()
                .map(ended -> fleet.store().drift().ended(TenantName.of(run.tenant()), begun, ended)));
        return run.with(fleet.store().journal().of(RunId.of(run.id())), over.orElse(List.of()));
    }

    private Optional<RunView> lookUp(RunId id) {
        return fleet.store()
                .runs()
                .find(id)
                .map(record -> inDetail(view(record)))
                .or(() -> fleet.announced(id).map(tenant -> RunView.pending(id, tenant)));
    }

    private RunView view(RunRecord run) {
        return RunView.of(run, run.end().isEmpty() && isUnderWay(run));
    }

    /** A run without an end is under way when it is its tenant's latest and the tenant runs. */
    private boolean isUnderWay(RunRecord run) {
        return fleet.turn(run.tenant()).filter(Turn::running).isPresent()
                && fleet.store().runs().recent(Optional.of(run.tenant()), 1).stream()
                        .anyMatch(latest -> latest.id().equals(run.id()));
    }

    private static Optional<RunId> id(String text) {
        try {
            return Optional.of(RunId.of(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

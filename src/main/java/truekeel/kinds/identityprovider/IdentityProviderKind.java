package truekeel.kinds.identityprovider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/**
 * Identity providers. Qlik takes options of OIDC and SAML as a whole; those of an interactive one wait for a person's
 * login test unless the manifest skips it. Of a JWT provider only the description can be changed.
 */
public final class IdentityProviderKind implements Kind {
    static final KindName NAME = KindName.of("IdentityProvider");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(AccessOperations.GET_IDPS),
                id -> QlikRequest.of(AccessOperations.GET_IDP).path("id", id),
                row -> Standing.seen(row, look).ifPresent(each));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> create(change);
            case UPDATE -> List.of(Calls.update(change));
            case DELETE -> delete(change);
            case RECREATE -> Step.anew(delete(change), create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        boolean pending = Calls.isInteractive(spec) && !Calls.skipsVerify(spec);
        boolean off = spec.flag("active").filter(active -> !active).isPresent();
        return off && !pending ? List.of(Calls.create(change), Calls.settle()) : List.of(Calls.create(change));
    }

    private static List<Step> delete(Change change) {
        return IdpGuard.isInUse(change.live().orElseThrow())
                ? List.of(Calls.switchOff(), Calls.delete())
                : List.of(Calls.delete());
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return new IdpGuard(change, plan, look.qlik()).objection();
    }
}

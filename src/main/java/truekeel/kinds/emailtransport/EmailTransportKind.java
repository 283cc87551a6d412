package truekeel.kinds.emailtransport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * How the tenant sends e-mail. Qlik replaces the configuration as a whole: what is not managed is sent as it was
 * observed, and the secret, which is never observed, with every change.
 */
public final class EmailTransportKind implements Kind {
    private static final KindName NAME = KindName.of("EmailTransport");
    private static final String PROVIDER = "serviceProvider";
    private static final String CONFIG = "providerConfig";
    /** The fact that a password is set, which is all that Qlik tells of it. */
    private static final String PASSWORD_EXISTS = "passwordExists";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    /** A tenant that was never configured answers with a status but without a provider. */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        JsonNode config = look.qlik().get(QlikRequest.of(TenantOperations.GET_EMAIL_CONFIG));
        Value.Fields spec = JsonValues.fields(config, PROVIDER);
        Optional<Provider> provider = Provider.of(spec);
        if (provider.isPresent()) {
            spec = spec.with(
                    CONFIG,
                    JsonValues.fields(config.path(CONFIG), provider.get().fields()));
        }
        boolean exists = config.path(PASSWORD_EXISTS).asBoolean(false);
        each.accept(
                Seen.of(NAME.value(), spec).withFacts(Value.Fields.EMPTY.with(PASSWORD_EXISTS, Value.flag(exists))));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE -> List.of(Step.updates("set e-mail configuration", binding -> put(change, binding)));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static QlikRequest put(Change change, Binding binding) {
        Provider provider = provider(change).orElseThrow();
        ObjectNode body = JsonValues.object();
        body.put(PROVIDER, provider.word());
        body.set(CONFIG, JsonValues.present(config(change, provider), provider.fields()));
        QlikRequest request =
                QlikRequest.of(TenantOperations.UPDATE_EMAIL_CONFIG).json(body);
        return secret(change, provider)
                .map(ref -> request.secretField("/" + CONFIG + "/" + provider.secret(), binding.secret(ref)))
                .orElse(request);
    }

    /** The declared fields over the observed ones, which count only while the provider stays. */
    private static Value.Fields config(Change change, Provider provider) {
        Value.Fields live = change.live().orElseThrow().spec();
        Value.Fields observed =
                Provider.of(live).filter(provider::equals).isPresent() ? live.fields(CONFIG) : Value.Fields.EMPTY;
        return observed.with(change.desired().orElseThrow().spec().fields(CONFIG));
    }

    private static Optional<Provider> provider(Change change) {
        return Provider.of(change.desired().orElseThrow().spec())
                .or(() -> Provider.of(change.live().orElseThrow().spec()));
    }

    private static Optional<Value.SecretRef> secret(Change change, Provider provider) {
        return change.desired()
                .orElseThrow()
                .spec()
                .fields(CONFIG)
                .get(provider.secret())
                .filter(Value.SecretRef.class::isInstance)
                .map(Value.SecretRef.class::cast);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        Optional<Provider> provider = provider(change);
        if (provider.isEmpty()) {
            return Optional.of(Refusal.of(
                    RefusalCode.CANNOT_CREATE,
                    change.ref(),
                    "The tenant sends no e-mail yet, and the manifest does not say by whose service it shall.",
                    "Declare serviceProvider and its settings.",
                    false));
        }
        return losesSecret(change, provider.get())
                ? Optional.of(secretNeeded(change, provider.get()))
                : Optional.empty();
    }

    private static boolean losesSecret(Change change, Provider provider) {
        Live live = change.live().orElseThrow();
        boolean held = Provider.of(live.spec()).filter(provider::equals).isPresent()
                && live.facts().flag(PASSWORD_EXISTS).orElse(false);
        return secret(change, provider).isEmpty() && (held || provider.needsSecret());
    }

    private static Refusal secretNeeded(Change change, Provider provider) {
        return Refusal.of(
                RefusalCode.SECRET_NEEDED,
                change.ref(),
                "Qlik takes the configuration only as a whole and could forget the " + provider.secret()
                        + " that is not sent with it.",
                "Declare providerConfig." + provider.secret() + ": {secretRef: …}.",
                false);
    }
}

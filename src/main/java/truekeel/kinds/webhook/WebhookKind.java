package truekeel.kinds.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;

/**
 * Webhooks of the tenant, and of our own user. Those that automations made for themselves, and those of other people,
 * are not seen at all. What a patch can say is patched; the rest is replaced as a whole, with what is not managed as it
 * was observed and the secrets once more.
 */
public final class WebhookKind implements Kind {
    private static final KindName NAME = KindName.of("Webhook");
    private static final String USER = "user";
    /** The fact that there is a secret, which is all that Qlik tells of it. */
    static final String HAS_SECRET = "secretKeyAdded";

    private static final String CLOUD_EVENTS = "enableCloudEventDelivery";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.webhooks", "webhooks");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(TenantOperations.GET_WEBHOOKS),
                id -> QlikRequest.of(TenantOperations.GET_WEBHOOK).path("id", id),
                hook -> {
                    if (isOurs(look.qlik(), hook)) {
                        each.accept(seen(hook));
                    }
                });
    }

    private static boolean isOurs(QlikTenant qlik, JsonNode hook) {
        String owner = hook.path("ownerId").asText();
        boolean personal = level(hook).equals(USER);
        return !hook.path("origin").asText().equals("automations")
                && (!personal || owner.isEmpty() || owner.equals(qlik.identity().userId()));
    }

    private static String level(JsonNode hook) {
        return hook.path("level").asText(hook.has("ownerId") ? USER : "tenant");
    }

    /** Qlik tells the names of encrypted headers, and not what they hold. */
    private static Seen seen(JsonNode hook) {
        Value.Fields encrypted = Value.Fields.EMPTY;
        for (JsonNode name : hook.path("encryptedHeaders")) {
            encrypted = encrypted.with(name.asText(), Value.text(""));
        }
        Value.Fields spec = JsonValues.fields(
                        hook,
                        "name",
                        "description",
                        "url",
                        "eventTypes",
                        "headers",
                        "enabled",
                        "filter",
                        "checkCertificateRevocation")
                .with("level", Value.text(level(hook)))
                .with(HookBody.ENCRYPTED, encrypted);
        // It can be switched on and never off again, so that off is nothing to declare.
        if (hook.path(CLOUD_EVENTS).asBoolean()) {
            spec = spec.with(CLOUD_EVENTS, Value.flag(true));
        }
        return Seen.of(hook.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY
                        .with(HAS_SECRET, Value.flag(hook.path(HAS_SECRET).asBoolean(false)))
                        .with(Live.REMARK, Value.text(remark(hook))));
    }

    private static String remark(JsonNode hook) {
        String reason = hook.path("disabledReason").asText("").strip();
        if (reason.isEmpty() || hook.path("enabled").asBoolean(true)) {
            return "";
        }
        return "Qlik switched it off: " + reason + (reason.endsWith(".") ? "" : ".");
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, WebhookKind::create, WebhookKind::update, WebhookKind::delete);
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.creates(
                "create webhook",
                binding -> HookBody.whole(QlikRequest.of(TenantOperations.CREATE_WEBHOOK), spec, binding),
                binding -> lost(binding, spec));
    }

    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        return binding.qlik().list(QlikRequest.of(TenantOperations.GET_WEBHOOKS)).stream()
                .filter(hook -> isOurs(binding.qlik(), hook))
                .filter(hook ->
                        spec.text("name").equals(Optional.of(hook.path("name").asText())))
                .filter(hook -> spec.text("level").equals(Optional.of(level(hook))))
                .map(hook -> hook.path("id").asText())
                .findFirst();
    }

    private static Step update(Change change) {
        return HookBody.needsWhole(change)
                ? Step.updates(
                        "replace webhook",
                        binding -> HookBody.whole(
                                QlikRequest.of(TenantOperations.UPDATE_WEBHOOK).path("id", binding.ownId()),
                                HookBody.merged(change),
                                binding))
                : Step.updates(
                        "update webhook",
                        binding -> HookBody.patch(
                                QlikRequest.of(TenantOperations.PATCH_WEBHOOK).path("id", binding.ownId()),
                                change,
                                binding));
    }

    private static Step delete() {
        return Step.deletes("delete webhook", binding -> QlikRequest.of(TenantOperations.DELETE_WEBHOOK)
                .path("id", binding.ownId()));
    }

    /** A hook whose secret or encrypted headers would be lost, because nobody says what they are. */
    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action() != Action.UPDATE) {
            return Optional.empty();
        }
        List<String> needed = new ArrayList<>();
        Value.Fields desired = change.desired().orElseThrow().spec();
        Live live = change.live().orElseThrow();
        boolean whole = HookBody.needsWhole(change);
        if (whole && live.facts().flag(HAS_SECRET).orElse(false) && !desired.has("secret")) {
            needed.add("secret");
        }
        boolean headers = !live.spec().fields(HookBody.ENCRYPTED).isEmpty() && !desired.has(HookBody.ENCRYPTED);
        if (headers && (whole || HookBody.changes(change, "url"))) {
            needed.add(HookBody.ENCRYPTED);
        }
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.SECRET_NEEDED,
                        change.ref(),
                        "Qlik forgets " + String.join(" and ", needed)
                                + (whole ? " when the webhook is replaced as a whole" : " when the url changes")
                                + ", and the manifest does not say what to send again.",
                        "Declare " + String.join(" and ", needed) + " with {secretRef: …}.",
                        false));
    }
}

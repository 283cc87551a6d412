package truekeel.kinds.oauthclient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Binding;
import truekeel.kinds.Look;
import truekeel.model.Secret;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * How a new secret gets from Qlik's answer to the sink. The inventory remembers it once the sink has taken the secret,
 * so that whatever gets lost before is made anew: an answer, or the process.
 */
final class HandOver {
    /** The field of a manifest that names the entry of the sink. */
    static final String FIELD = "secretSink";
    /** The fact that holds the hints of a client's secrets when the plan was made. */
    static final String HINTS = "secretHints";

    private static final String FACT = "handedOver";
    private static final String SECRET = "clientSecret";
    private static final String DONE = "handed over";
    private static final String LOST = "lost";
    private static final String KEPT = "kept hint";

    private HandOver() {}

    /** Whether a client of that sort has secrets. */
    static boolean hasSecrets(Value.Fields spec) {
        List<Value> methods = spec.items("allowedAuthMethods");
        return spec.text("appType").filter("web"::equals).isPresent()
                && (methods.isEmpty() || methods.contains(Value.text("client_secret")));
    }

    /** Whether the change makes a secret that somebody must get. */
    static boolean isDue(Change change) {
        if (!hasSecrets(OAuthClientKind.merged(change))) {
            return false;
        }
        return switch (change.action()) {
            case CREATE, RECREATE -> true;
            case UPDATE -> begins(change) || isMissing(change);
            case DELETE, ADOPT, RELEASE -> false;
        };
    }

    /** Whether the client has secrets only from this change on, which makes the first. */
    static boolean begins(Change change) {
        return change.action() == Action.UPDATE
                && !hasSecrets(change.live().orElseThrow().spec())
                && hasSecrets(OAuthClientKind.merged(change));
    }

    private static boolean isMissing(Change change) {
        return change.differing().contains(FIELD);
    }

    /** The entry of the sink that the manifest names. */
    static Optional<String> name(Change change) {
        return change.desired().flatMap(desired -> desired.spec().fields(FIELD).text("name"));
    }

    /** The manifest's field as it would have to be for what was handed over of that client. */
    static Optional<Value.Fields> remembered(Look look, String clientId) {
        return look.line(OAuthClientKind.NAME, clientId)
                .map(line -> line.facts().fields(FACT))
                .filter(fact -> fact.text("clientId").equals(Optional.of(clientId)))
                .flatMap(fact -> fact.text("name"))
                .map(name -> Value.Fields.EMPTY.with("name", Value.text(name)));
    }

    /** Checks once more, right before a secret is made. */
    static void check(Change change, Binding binding) {
        name(change).ifPresent(name -> binding.sink().check(name));
    }

    /** Takes the secret out of an answer, if it has one; else what was made is lost. */
    static void take(QlikReply reply, Binding binding) {
        String value = reply.body().path(SECRET).asText("");
        if (value.isEmpty()) {
            binding.value(LOST, "the answer");
            return;
        }
        String name = name(binding.change()).orElseThrow();
        String clientId = binding.ownId();
        binding.sink()
                .take(
                        name,
                        Map.of("hostname", binding.qlik().hostname(), "clientId", clientId),
                        SECRET,
                        Secret.of(value));
        binding.value(KEPT, reply.body().path("hint").asText(""));
        done(name, binding);
    }

    private static void done(String name, Binding binding) {
        binding.value(DONE, name);
        binding.remember(
                FACT,
                Value.Fields.EMPTY.with("clientId", Value.text(binding.ownId())).with("name", Value.text(name)));
    }

    /**
     * Remembers what an earlier process handed over and did not live to write down, or what was handed over before the
     * client was released: its entry is still in the sink.
     */
    static void recognise(Change change, Binding binding) {
        boolean untouched = binding.value(LOST).isEmpty() && !isDone(binding) && !begins(change);
        name(change)
                .filter(name -> untouched && binding.sink().holds(name, "clientId", binding.ownId()))
                .ifPresent(name -> done(name, binding));
    }

    static boolean isDone(Binding binding) {
        return binding.value(DONE).isPresent();
    }

    /** A secret was made whose value nobody will ever know. */
    static void lost(Binding binding) {
        binding.value(LOST, "the answer");
    }

    /**
     * The hint of a secret that we made and lost, if there still is one: it is ours, it is not the one that was handed
     * over, and it was not there before.
     */
    static Optional<String> leftover(Change change, Binding binding) {
        boolean mayBe = binding.value(LOST).isPresent() || binding.wasBegunEarlier();
        String kept = binding.value(KEPT).orElse("");
        if (!mayBe || kept.isEmpty()) {
            return Optional.empty();
        }
        Set<String> before = new HashSet<>();
        boolean ours = change.action() != Action.UPDATE
                || (binding.wasBegunEarlier() && binding.owned().isEmpty());
        if (!ours) {
            change.live().orElseThrow().facts().items(HINTS).forEach(hint -> before.add(hint.toString()));
        }
        String self = binding.qlik().identity().userId();
        List<String> found = new ArrayList<>();
        binding.qlik()
                .get(QlikRequest.of(TenantOperations.GET_OAUTH_CLIENT).path("id", binding.ownId()))
                .path("clientSecrets")
                .forEach(secret -> {
                    String hint = secret.path("hint").asText();
                    if (!hint.equals(kept)
                            && !before.contains(hint)
                            && secret.path("createdBy").asText().equals(self)) {
                        found.add(hint);
                    }
                });
        return found.stream().findFirst();
    }
}

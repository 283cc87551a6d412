package truekeel.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.BodySource;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/**
 * A kind with one write-only field, and a Qlik that takes it and never shows it. It borrows the schema of a real one.
 */
final class Mailbox implements Kind, Transport {
    static final KindName NAME = KindName.of("Tenant");
    static final FieldPath PASSWORD = FieldPath.parse("/credentials/clientSecret");

    final List<String> sent = new ArrayList<>();
    String id = "mailbox-1";
    int status = 200;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        String seen = look.qlik()
                .get(QlikRequest.of(TenantOperations.GET_MY_TENANT))
                .path("id")
                .asText();
        each.accept(Seen.of(seen, Value.Fields.EMPTY.with("hostname", Value.text("acme.us.qlikcloud.com"))));
    }

    @Override
    public List<Step> steps(Change change) {
        if (change.action() != Action.UPDATE) {
            return List.of();
        }
        return change.fields().stream()
                .filter(field -> field.path().equals(PASSWORD))
                .map(field -> (Value.SecretRef) field.desired())
                .map(secret ->
                        Step.updates("set password", binding -> QlikRequest.of(AccessOperations.PATCH_GROUPS_SETTINGS)
                                .json(JsonValues.object().put("password", ""))
                                .secretField("/password", binding.secret(secret))))
                .toList();
    }

    @Override
    public TransportReply exchange(TransportRequest request) {
        if (request.target().equals("/oauth/token")) {
            return reply(200, "{\"access_token\":\"token\",\"token_type\":\"bearer\",\"expires_in\":21600}");
        }
        if (request.method() == Method.GET) {
            return reply(
                    200,
                    "{\"id\":\"" + id + "\",\"subject\":\"bot\",\"name\":\"Bot\",\"data\":[],\"assignedRoles\":[]}");
        }
        request.body().map(Mailbox::text).ifPresent(sent::add);
        return reply(status, "{}");
    }

    private static String text(BodySource body) {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransportReply reply(int status, String body) {
        return new TransportReply(
                status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}

package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Seen;
import truekeel.model.Desired;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;

/**
 * One connection as Qlik shows it.
 *
 * @param meant the manifests that may mean it
 * @param line what the inventory remembers of it
 * @param everything whether all of it is asked for, whatever is declared
 */
record ConnectionView(JsonNode node, List<Desired> meant, Optional<Owned> line, boolean everything) {
    static final String PROPERTIES = "connectionProperties";
    static final String STATEMENT = "qConnectStatement";
    static final String USERNAME = "qUsername";
    /** The fact that holds, by name, the properties that were sent and that Qlik does not show. */
    static final String HIDDEN = "hidden";
    /** The fact that Qlik holds credentials for the connection. */
    static final String CREDENTIALS = "credentials";
    /** The fact that holds the tags that the service put there itself. */
    static final String SERVICE_TAGS = "serviceTags";

    private static final String UNTOLD =
            "Left out: the credentials, which Qlik does not tell. Add them to the properties with"
                    + " {secretRef: NAME} before the connection is made anywhere else.";

    private static final String FILES = "qix-datafiles.exe";
    private static final String SERVICE_TAG = "DcaasAPI";
    private static final Pattern SECRET =
            Pattern.compile("(?is).*(password|passwd|pwd|secret|token|api_?key|access_?key)\\s*[=%].*");

    /** Whether it can be declared: not what is in personal spaces, nor the built-in ones of a space's own files. */
    static boolean isResource(JsonNode node) {
        return !node.path("space").asText("").isEmpty()
                && !node.path("qType").asText().equals(FILES);
    }

    static String id(JsonNode node) {
        return node.path("qID").asText(node.path("id").asText());
    }

    static boolean isNamedBy(JsonNode node, Desired desired) {
        return desired.spec().text("name").equals(Optional.of(node.path("qName").asText()));
    }

    /** The names and values of the properties that Qlik shows. */
    static Value.Fields properties(JsonNode node) {
        return JsonValues.value(node.path(PROPERTIES)) instanceof Value.Fields shown ? shown : Value.Fields.EMPTY;
    }

    /** What the list shows. */
    Seen listed() {
        Value.Fields spec = Value.Fields.EMPTY
                .with("name", Value.text(node.path("qName").asText()))
                .with("space", Kind.reference(node.path("space").asText()));
        String owner = node.path("user").asText("");
        if (!owner.isEmpty() && (everything || declares("owner"))) {
            spec = spec.with("owner", Kind.reference(owner));
        }
        String source = node.path("datasourceID").asText("");
        if (!source.isEmpty()) {
            spec = spec.with("datasourceID", Value.text(source));
        }
        return Seen.of(id(node), spec.with("tags", tags(false))).withFacts(facts(owner));
    }

    private Value.Fields facts(String owner) {
        boolean held = !node.path("qCredentialsID").asText("").isEmpty()
                || !node.path("qConnectionSecret").asText("").isEmpty();
        Value.Fields facts = Value.Fields.EMPTY
                .with(Seen.SPACE_ID, Value.text(node.path("space").asText()))
                .with(CREDENTIALS, Value.flag(held))
                .with(SERVICE_TAGS, tags(true));
        if (held) {
            facts = facts.with(Live.UNTOLD, Value.text(UNTOLD));
        }
        return owner.isEmpty() ? facts : facts.with(Seen.OWNER_ID, Value.text(owner));
    }

    private Value.Items tags(boolean ofService) {
        List<Value> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> {
            if (tag.asText().startsWith(SERVICE_TAG) == ofService) {
                tags.add(Value.text(tag.asText()));
            }
        });
        return new Value.Items(tags);
    }

    private boolean declares(String field) {
        return meant.stream().anyMatch(desired -> desired.spec().has(field));
    }

    /** With the properties, those that were sent and are not shown among them; or with the connection string. */
    Seen whole() {
        Seen seen = listed();
        Value.Fields spec = seen.spec();
        Value.Fields shown = properties(node);
        Value.Fields remembered = line.map(Owned::facts).orElse(Value.Fields.EMPTY);
        Value.Fields all = shown;
        for (Map.Entry<String, Value> hidden :
                remembered.fields(HIDDEN).values().entrySet()) {
            all = all.has(hidden.getKey()) ? all : all.with(hidden.getKey(), hidden.getValue());
        }
        if (!all.isEmpty()) {
            spec = spec.with(PROPERTIES, all);
        }
        if (declares(STATEMENT) || (everything && shown.isEmpty() && tellsNoSecret())) {
            spec = spec.with(STATEMENT, Value.text(node.path(STATEMENT).asText()))
                    .with("qType", Value.text(node.path("qType").asText()));
            Optional<String> user = remembered.text(USERNAME);
            spec = user.isPresent() ? spec.with(USERNAME, Value.text(user.get())) : spec;
        }
        return seen.withSpec(spec);
    }

    /** A string that somebody wrote a secret into is nobody else's to keep. */
    private boolean tellsNoSecret() {
        return !SECRET.matcher(node.path(STATEMENT).asText()).matches();
    }
}

package truekeel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import truekeel.model.KindName;

/** The schemas of all kinds that this version knows. Immutable and thread-safe. */
public final class Schemas {
    /** The one {@code apiVersion} of manifests. */
    public static final String API_VERSION = "truekeel/v1alpha1";

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final List<String> KINDS = List.of(
            "Fleet",
            "Tenant",
            "Policy",
            "GroupSettings",
            "Role",
            "Group",
            "User",
            "LicenseSettings",
            "LicenseAssignment",
            "IdentityProvider",
            "Space",
            "WebIntegration",
            "CspOrigin",
            "Extension",
            "Theme",
            "Brand",
            "DataConnection",
            "DataFile",
            "App",
            "ReportTemplate",
            "StagedAppRule",
            "Collection",
            "SharingTask",
            "DataAlert",
            "Glossary",
            "AuthSettings",
            "ApiKeySettings",
            "Banner",
            "UiConfig",
            "EmailTransport",
            "Webhook",
            "Task",
            "Automation",
            "OAuthClient",
            "IpPolicy");

    private final Map<KindName, KindSchema> byName;

    private Schemas(List<KindSchema> schemas) {
        Map<KindName, KindSchema> map = new LinkedHashMap<>();
        schemas.forEach(schema -> map.put(schema.name(), schema));
        this.byName = Collections.unmodifiableMap(map);
    }

    /** The schemas that come with Truekeel. Reads them anew at each call: keep the result. */
    public static Schemas bundled() {
        return new Schemas(KINDS.stream().map(Schemas::read).toList());
    }

    private static KindSchema read(String kind) {
        String resource = "/schema/" + kind + ".json";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The schema " + resource + " is missing. This is a bug in Truekeel.");
            }
            return new KindSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema " + resource + " cannot be read. This is a bug in Truekeel.", e);
        }
    }

    public Optional<KindSchema> find(KindName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The schema of a kind that is known to exist. Throws {@link IllegalArgumentException} for any other. */
    public KindSchema get(KindName name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("The kind '" + name + "' is unknown. "
                        + suggest(name.value()).orElse("")));
    }

    /** All schemas in a fixed order: the fleet's, then resources in an order in which nothing precedes its targets. */
    public Collection<KindSchema> all() {
        return byName.values();
    }

    /** The names of all kinds, in the order of {@link #all}. */
    public List<String> names() {
        return byName.keySet().stream().map(KindName::value).toList();
    }

    /** The kind that a misspelt word probably means. */
    public Optional<String> suggest(String word) {
        return Spelling.closest(word, names());
    }

    /** One schema for documents of any kind, for editors. */
    public JsonNode catalogue() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$schema", DRAFT);
        root.put("title", "Truekeel manifest");
        root.put("description", "A document of any kind that Truekeel knows.");
        root.put("type", "object");
        root.putArray("required").add("apiVersion").add("kind").add("metadata");
        ArrayNode kinds = root.putObject("properties").putObject("kind").putArray("enum");
        ArrayNode branches = root.putArray("allOf");
        ObjectNode definitions = root.putObject("definitions");
        for (KindSchema schema : new ArrayList<>(byName.values())) {
            String kind = schema.name().value();
            kinds.add(kind);
            ObjectNode branch = branches.addObject();
            ObjectNode condition = branch.putObject("if");
            condition.putObject("properties").putObject("kind").put("const", kind);
            condition.putArray("required").add("kind");
            branch.putObject("then").put("$ref", "#/definitions/" + kind);
            ObjectNode definition = schema.document().deepCopy();
            definition.remove("$schema");
            definitions.set(kind, definition);
        }
        return root;
    }
}

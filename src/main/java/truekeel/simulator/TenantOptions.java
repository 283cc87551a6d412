package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How one simulated tenant behaves where Qlik leaves room or is not documented. Kept in the tenant's state document as
 * JSON, so that a seed can set any of it; what is absent there has the strict or hostile default named at each method.
 */
public final class TenantOptions {
    private final ObjectNode json;

    TenantOptions(ObjectNode json) {
        this.json = json;
    }

    /** Longest time until the items index shows a change; default 5 s. */
    public Duration itemLag() {
        return duration("itemLag", Duration.ofSeconds(5));
    }

    /** How long a new space refuses a publish; default 2 s. */
    public Duration publishDelay() {
        return duration("publishDelay", Duration.ofSeconds(2));
    }

    /** How long a new member cannot yet open a published app; default 2 s. */
    public Duration memberLag() {
        return duration("memberLag", Duration.ofSeconds(2));
    }

    /** Whether the tenant has the Qlik Anonymous Access subscription; default false. */
    public boolean anonymousAccess() {
        return flag("anonymousAccess", false);
    }

    /** The scope id behind Public link creation, which is not published; the default is made up. */
    public String publicLinkScope() {
        return json.path("publicLinkScope").asText("sim.public-link:create");
    }

    /** Whether apps may be exported from managed spaces (unconfirmed); default false. */
    public boolean exportFromManaged() {
        return flag("exportFromManaged", false);
    }

    /** Whether a tenant admin sees spaces it has no role in (unconfirmed); default true. */
    public boolean adminSeesAllSpaces() {
        return flag("adminSeesAllSpaces", true);
    }

    /** Most imported apps a day; default 300, the smallest edition. */
    public int importsPerDay() {
        return json.path("importsPerDay").asInt(300);
    }

    /**
     * How a last page says that there is no next one: {@code absent} (default), {@code null} or {@code empty} (an
     * object without href).
     */
    public String noNext() {
        return json.path("noNext").asText("absent");
    }

    /** Whether replies carry fields no document names; default false. */
    public boolean extraFields() {
        return flag("extraFields", false);
    }

    /** Code of the 401 while the tenant is deactivated; Qlik's pages disagree, default {@code TENANT_DEACTIVATED}. */
    public String deactivatedCode() {
        return json.path("deactivatedCode").asText("TENANT_DEACTIVATED");
    }

    /** Status of API paths past their removal date, 404 or 410 (unconfirmed); default 404. */
    public int retiredStatus() {
        return json.path("retiredStatus").asInt(404);
    }

    /** The address of callers that do not tell theirs; by default that of their connection. */
    public Optional<String> callerAddress() {
        return Optional.ofNullable(json.path("callerAddress").textValue());
    }

    /** Any other flag a resource documents itself. */
    public boolean flag(String name, boolean fallback) {
        return json.path(name).asBoolean(fallback);
    }

    /** Any other text a resource documents itself; empty unless set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    /** Any other whole number a resource documents itself. */
    public long number(String name, long fallback) {
        return json.path(name).asLong(fallback);
    }

    /**
     * Any other duration a resource documents itself, written like {@code 50m}, {@code 5s}, {@code 80ms} or in ISO
     * form.
     */
    public Duration duration(String name, Duration fallback) {
        JsonNode node = json.path(name);
        return Optional.ofNullable(node.textValue()).map(Durations::parse).orElse(fallback);
    }

    /** Changes one option, as a test does it. */
    public void set(String name, JsonNode value) {
        json.set(name, value);
    }

    ObjectNode json() {
        return json.deepCopy();
    }
}

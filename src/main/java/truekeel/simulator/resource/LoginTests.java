package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import truekeel.simulator.Body;
import truekeel.simulator.Json;
import truekeel.simulator.Problem;
import truekeel.simulator.SimTenant;
import truekeel.simulator.Stamp;

/**
 * What a person does in Qlik's console with the pending options of an identity provider: tries to log in with them, and
 * puts them in force. The hash of the tested options is known there alone: no call of the API tells it.
 */
public final class LoginTests {
    private LoginTests() {}

    /**
     * Finishes the test of a provider as {@code {"result": "verified" | "error", "promote": bool}} says, and answers
     * with the provider and the hash that was tested.
     */
    public static ObjectNode finish(SimTenant tenant, String id, Body body, Instant now) {
        ObjectNode row = tenant.table(IdentityProviders.TABLE).require(id).deepCopy();
        body.required("result");
        boolean verified = body.oneOf("result", "verified", "error")
                .filter("verified"::equals)
                .isPresent();
        if (!row.has("pendingOptions")) {
            throw Problem.badRequest("The provider has no pending options.");
        }
        row.put("pendingState", verified ? "verified" : "error");
        row.putObject("pendingResult")
                .put("protocol", row.path("protocol").asText())
                .put("started", Stamp.millis(now))
                .put("status", verified ? "success" : "claimsError");
        String hash = hash(row);
        if (body.flag("promote").orElse(false)) {
            if (!verified) {
                throw Problem.badRequest("What failed cannot be promoted.");
            }
            promote(row);
            IdentityProviders.refuseSecondInteractive(tenant.table(IdentityProviders.TABLE), row);
        }
        tenant.table(IdentityProviders.TABLE).add(row);
        return Json.object().put("hash", hash).set("provider", IdentityProviders.view(row));
    }

    /** Puts the pending options in force. */
    static void promote(ObjectNode row) {
        row.set("options", row.path("pendingOptions"));
        if (row.has("_pendingOptionsSecret")) {
            row.put("_optionsSecret", row.path("_pendingOptionsSecret").asText());
            row.remove("_pendingOptionsSecret");
        }
        row.remove("pendingOptions");
        row.remove("pendingState");
        row.remove("pendingResult");
        row.put("active", true);
    }

    static String hash(ObjectNode row) {
        String text =
                row.path("pendingOptions") + row.path("_pendingOptionsSecret").asText();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java knows SHA-256. This is a bug in Truekeel.", impossible);
        }
    }
}

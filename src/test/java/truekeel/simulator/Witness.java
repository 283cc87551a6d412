package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import truekeel.contract.Contract;

/** Holds every answer a driver gets against Qlik's contract and remembers which operations were called. */
public final class Witness {
    private final Contract contract;
    private final List<String> findings;
    private final Set<String> visited;
    private final Driver driver;

    private Witness(Contract contract, List<String> findings, Set<String> visited, Driver driver) {
        this.contract = contract;
        this.findings = findings;
        this.visited = visited;
        this.driver = driver;
    }

    public static Witness of(Contract contract, Driver driver) {
        return new Witness(contract, new ArrayList<>(), new LinkedHashSet<>(), driver);
    }

    /** The same witness watching another caller. */
    public Witness watching(Driver other) {
        return new Witness(contract, findings, visited, other);
    }

    public Witness with(String header, String value) {
        return watching(driver.with(header, value));
    }

    public Contract contract() {
        return contract;
    }

    /** What the contract holds against the answers so far. */
    public List<String> findings() {
        return findings;
    }

    /** Operations called so far, as {@code GET /path/{id}}. */
    public Set<String> visited() {
        return visited;
    }

    public JsonNode get(String path) {
        return judged("GET", path, driver.get(path));
    }

    public JsonNode delete(String path) {
        return judged("DELETE", path, driver.delete(path));
    }

    /** Single quotes are allowed in the JSON of each of these. */
    public JsonNode post(String path, String json) {
        return judged("POST", path, driver.post(path, json));
    }

    public JsonNode put(String path, String json) {
        return judged("PUT", path, driver.put(path, json));
    }

    public JsonNode patch(String path, String json) {
        return judged("PATCH", path, driver.patch(path, json));
    }

    public JsonNode send(String method, String path, String contentType, Payload body) {
        return judged(method, path, driver.send(method, path, contentType, body));
    }

    private JsonNode judged(String method, String path, Answer answer) {
        visited.add(contract.operation(method, path));
        Contract.Content content =
                new Contract.Content(answer.headers(), answer.body().text());
        findings.addAll(contract.response(method, path, answer.status(), content));
        boolean json = answer.header("content-type").orElse("").startsWith("application/json");
        return json ? answer.json() : Json.object();
    }
}

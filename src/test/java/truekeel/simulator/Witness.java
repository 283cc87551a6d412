package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.contract.Contract;

/**
 * Holds every answer a driver gets against Qlik's contract, remembers which operations were called, and tries what the
 * contract does not allow.
 */
public final class Witness {
    private static final String JSON = "application/json";

    private final Contract contract;
    private final Memory memory;
    private final Driver driver;

    /** What all witnesses of one contract have seen. */
    private record Memory(List<String> findings, List<String> taken, Set<String> visited, Set<String> probed) {}

    private Witness(Contract contract, Memory memory, Driver driver) {
        this.contract = contract;
        this.memory = memory;
        this.driver = driver;
    }

    public static Witness of(Contract contract, Driver driver) {
        Memory memory = new Memory(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>(), new HashSet<>());
        return new Witness(contract, memory, driver);
    }

    /** The same witness watching another caller. */
    public Witness watching(Driver other) {
        return new Witness(contract, memory, other);
    }

    public Witness with(String header, String value) {
        return watching(driver.with(header, value));
    }

    public Contract contract() {
        return contract;
    }

    /** What the contract holds against the answers so far. */
    public List<String> findings() {
        return memory.findings();
    }

    /** Requests so far that the contract would not have and that were answered as if it would. */
    public List<String> taken() {
        return memory.taken();
    }

    /** Operations called so far, as {@code GET /path/{id}}. */
    public Set<String> visited() {
        return memory.visited();
    }

    public JsonNode get(String path) {
        probe("GET", path, "");
        return judged("GET", path, driver.get(path));
    }

    public JsonNode delete(String path) {
        return judged("DELETE", path, driver.delete(path));
    }

    /** Single quotes are allowed in the JSON of each of these. */
    public JsonNode post(String path, String json) {
        probe("POST", path, json);
        return judged("POST", path, driver.post(path, json));
    }

    public JsonNode put(String path, String json) {
        probe("PUT", path, json);
        return judged("PUT", path, driver.put(path, json));
    }

    public JsonNode patch(String path, String json) {
        probe("PATCH", path, json);
        return judged("PATCH", path, driver.patch(path, json));
    }

    public JsonNode send(String method, String path, String contentType, Payload body) {
        return judged(method, path, driver.send(method, path, contentType, body));
    }

    /**
     * Sends what differs in one place from a good request to come. What the contract would not have must be refused; a
     * list of results may refuse it one by one.
     */
    private void probe(String method, String path, String json) {
        String body = json.replace('\'', '"');
        if (!isAllowed(method, path, body)) {
            return;
        }
        String operation = contract.operation(method, path);
        for (Mutants.Mutant mutant : Mutants.of(method, path, body)) {
            String what = operation + " " + mutant.what();
            if (memory.probed().contains(what) || isAllowed(method, mutant.path(), mutant.body())) {
                continue;
            }
            Answer answer = driver.send(method, mutant.path(), JSON, Payload.of(mutant.body()));
            if (isTaken(answer)) {
                memory.taken().add(what + ": " + answer.status());
            }
            if (!Set.of(401, 403, 404).contains(answer.status())) {
                memory.probed().add(what);
            }
        }
    }

    private boolean isAllowed(String method, String path, String body) {
        Contract.Content content =
                body.isEmpty() ? Contract.Content.none() : new Contract.Content(Map.of("content-type", JSON), body);
        return contract.request(method, path, content).isEmpty();
    }

    private static boolean isTaken(Answer answer) {
        if (answer.status() == 207) {
            for (JsonNode one : answer.json().path("data")) {
                if (one.path("status").asInt() < 400) {
                    return true;
                }
            }
            return false;
        }
        return answer.status() < 400;
    }

    private JsonNode judged(String method, String path, Answer answer) {
        memory.visited().add(contract.operation(method, path));
        Contract.Content content =
                new Contract.Content(answer.headers(), answer.body().text());
        memory.findings().addAll(contract.response(method, path, answer.status(), content));
        boolean json = answer.header("content-type").orElse("").startsWith(JSON);
        return json ? answer.json() : Json.object();
    }
}

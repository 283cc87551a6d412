package truekeel.qlik;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import truekeel.contract.Contract;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Style;
import truekeel.qlik.Operation.Tier;

/** What the client puts on the wire for each operation, held against Qlik's documents. */
class QlikContractTest {
    /** Documented elsewhere than in the contract: the organisation API, and uploads in the tus protocol. */
    private static final Set<String> WITHOUT_CONTRACT =
            Set.of("getOrganisationTenants", "createTempUpload", "getTempUploadOffset", "sendTempUploadChunk");

    private static final Map<Tier, String> TIERS =
            Map.of(Tier.READ, "tier1", Tier.WRITE, "tier2", Tier.SPECIAL, "special");

    private static final Map<String, JsonNode> DOCUMENTS = new TreeMap<>();
    private static final Map<String, Contract> CONTRACTS = new TreeMap<>();
    private static final JsonNode BODIES = resource("qlik/bodies.json");

    static Stream<Operation> operations() {
        return Operations.all().stream().filter(operation -> !WITHOUT_CONTRACT.contains(operation.id()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isNamedAndLimitedAsInTheContract(Operation operation) {
        JsonNode documented = documented(operation);

        assertThat(documented.path("operationId").asText()).isEqualTo(operation.id());
        assertThat(documented.path("x-rate-limit-tier").asText()).isEqualTo(TIERS.get(operation.tier()));
        assertThat(documented.path("x-rate-limit-per-minute").asInt()).isEqualTo(operation.perMinute());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isPagedAsInTheContract(Operation operation) {
        Set<String> query = new TreeSet<>();
        documented(operation)
                .path("parameters")
                .forEach(parameter -> query.add(parameter.path("name").asText()));

        List<String> expected =
                switch (operation.paging().style()) {
                    case NONE -> List.of();
                    case NEXT_LINK -> List.of("limit", "next");
                    case PAGE -> List.of("limit", "page");
                    case CURSOR -> List.of("limit", "cursor");
                    case SKIP -> List.of("limit", "skip");
                    case STARTING_AFTER -> List.of("limit", "startingAfter");
                };
        assertThat(query).containsAll(expected);
        if (operation.paging().style() == Style.NONE && operation.method() == Method.GET) {
            assertThat(query).doesNotContain("next", "startingAfter", "page");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsARequestThatTheContractAccepts(Operation operation) {
        World world = new World();
        world.transport.then(200, "{\"" + operation.paging().entries() + "\":[]}");
        QlikRequest request = request(operation);

        if (operation.paging().style() == Style.NONE) {
            world.tenant.send(request);
        } else {
            world.tenant.list(request);
        }

        TransportRequest sent = world.transport.requests().get(0);
        Map<String, String> headers = new LinkedHashMap<>(sent.headers());
        sent.contentType().ifPresent(type -> headers.put("Content-Type", type));
        String body = sent.body().isPresent() ? FakeTransport.body(sent) : "";
        assertThat(CONTRACTS
                        .computeIfAbsent(operation.api(), Contract::of)
                        .request(sent.method().name(), sent.target(), new Contract.Content(headers, body)))
                .isEmpty();
    }

    @Test
    void hasABodyInTheFixturesForJsonCallsOnly() {
        Set<String> wanted = new TreeSet<>();
        operations()
                .filter(operation -> takes(operation, "application/json"))
                .forEach(operation -> wanted.add(operation.id()));

        assertThat(BODIES.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void hasOneOperationForEachName() {
        assertThat(Operations.all()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    private static QlikRequest request(Operation operation) {
        QlikRequest request = QlikRequest.of(operation);
        for (String part : operation.path().split("/", -1)) {
            if (part.startsWith("{")) {
                request = request.path(part.substring(1, part.length() - 1), "5f1e0b0c2d3e4f5a6b7c8d9e");
            }
        }
        for (JsonNode parameter : documented(operation).path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("required").asBoolean()
                    && parameter.path("in").asText().equals("query")) {
                request = request.query(name, parameter.at("/schema/enum/0").asText("2026-11-22"));
            } else if (parameter.path("required").asBoolean()
                    && parameter.path("in").asText().equals("header")) {
                request = request.header(name, World.HOST);
            }
        }
        return withBody(operation, request);
    }

    private static QlikRequest withBody(Operation operation, QlikRequest request) {
        BodySource bytes = BodySource.of("PK".getBytes(StandardCharsets.UTF_8));
        if (takes(operation, "application/json")) {
            return request.json(BODIES.path(operation.id()));
        } else if (takes(operation, "multipart/form-data")) {
            return request.multipart(List.of(Part.file("file", "x.zip", "application/zip", bytes)));
        } else if (takes(operation, "application/octet-stream")) {
            return request.body(bytes, "application/octet-stream");
        }
        return request;
    }

    private static boolean takes(Operation operation, String contentType) {
        return documented(operation).path("requestBody").path("content").has(contentType);
    }

    private static JsonNode documented(Operation operation) {
        JsonNode document = DOCUMENTS.computeIfAbsent(operation.api(), api -> resource("contract/" + api + ".json"));
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode resource(String name) {
        try (InputStream in = QlikContractTest.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the test needs " + name);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

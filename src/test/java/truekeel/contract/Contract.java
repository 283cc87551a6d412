package truekeel.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Qlik's contract for some of its APIs, from the documents in {@code src/test/resources/contract}. Where our reading of
 * Qlik's behaviour departs from a document on purpose, {@code deviations.tsv} says so, one row per case: api, operation
 * ({@code GET /path/{id}}), side (request or response), what (a part of the validator's message key and text) and
 * reason. A row that no call needed is reported by {@link #unusedDeviations}.
 */
public final class Contract {

    /** Headers (any case) and body of one side of a call; an empty body is no body. */
    public record Content(Map<String, String> headers, String body) {
        public static Content none() {
            return new Content(Map.of(), "");
        }
    }

    private record Deviation(String api, String operation, String side, String what) {}

    private record Operation(
            String api, String method, String template, Pattern path, OpenApiInteractionValidator validator) {}

    private final List<Operation> operations = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private final Set<Deviation> used = new LinkedHashSet<>();

    private Contract(List<String> apis) {
        apis.forEach(this::load);
        for (String line : resource("deviations.tsv").lines().skip(1).toList()) {
            String[] cells = line.split("\t", -1);
            if (cells.length != 5) {
                throw new IllegalStateException("deviations.tsv needs five cells in: " + line);
            }
            if (apis.contains(cells[0])) {
                deviations.add(new Deviation(cells[0], cells[1], cells[2], cells[3]));
            }
        }
    }

    /** The contract of these APIs, named like the documents: {@code users}, {@code csp-origins}. */
    public static Contract of(String... apis) {
        return new Contract(List.of(apis));
    }

    /** The contract of every API of which there is a document. */
    public static Contract whole() {
        return new Contract(documents());
    }

    /** The names of all documents, in alphabetical order. */
    public static List<String> documents() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/contract"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What the contract holds against a request; empty when it conforms. */
    public List<String> request(String method, String pathAndQuery, Content content) {
        return judge("request", method, pathAndQuery, (operation, path) -> operation
                .validator()
                .validateRequest(request(method, path, query(pathAndQuery), content)));
    }

    /** What the contract holds against an answer; empty when it conforms. */
    public List<String> response(String method, String pathAndQuery, int status, Content content) {
        return judge("response", method, pathAndQuery, (operation, path) -> {
            SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
            content.headers().forEach(response::withHeader);
            if (!content.body().isEmpty()) {
                response.withBody(content.body());
            }
            return operation.validator().validateResponse(path, Request.Method.valueOf(method), response.build());
        });
    }

    /** Both sides of one call. */
    public List<String> validate(String method, String pathAndQuery, Content sent, int status, Content answered) {
        List<String> findings = new ArrayList<>(request(method, pathAndQuery, sent));
        findings.addAll(response(method, pathAndQuery, status, answered));
        return findings;
    }

    /** Rows of one side ({@code request} or {@code response}) that no call has needed yet. */
    public List<String> unusedDeviations(String side) {
        return deviations.stream()
                .filter(row -> row.side().equals(side) && !used.contains(row))
                .map(row -> row.operation() + " " + row.what())
                .toList();
    }

    /** The names of the loaded documents. */
    public Set<String> apis() {
        return operations.stream().map(Operation::api).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Operations of the loaded documents, as {@code GET /path/{id}}. */
    public List<String> operations() {
        return operations.stream().map(Contract::name).toList();
    }

    /** The operation a call belongs to, as {@code GET /path/{id}}; literal paths win. */
    public String operation(String method, String pathAndQuery) {
        return name(find(method, path(pathAndQuery)));
    }

    private List<String> judge(
            String side,
            String method,
            String pathAndQuery,
            BiFunction<Operation, String, ValidationReport> validation) {
        String path = path(pathAndQuery);
        Operation operation = find(method, path);
        List<String> findings = new ArrayList<>();
        for (ValidationReport.Message message :
                validation.apply(operation, path).getMessages()) {
            if (message.getLevel() == ValidationReport.Level.ERROR) {
                String finding = message.getKey() + ": " + message.getMessage() + nested(message);
                if (!isKnown(operation, side, finding)) {
                    findings.add(side + " " + method + " " + pathAndQuery + ": " + finding);
                }
            }
        }
        return findings;
    }

    private static String nested(ValidationReport.Message message) {
        StringBuilder text = new StringBuilder();
        message.getNestedMessages().forEach(inner -> text.append(" / ").append(inner.getMessage()));
        return text.toString();
    }

    private boolean isKnown(Operation operation, String side, String finding) {
        for (Deviation row : deviations) {
            if (row.side().equals(side)
                    && row.api().equals(operation.api())
                    && row.operation().equals(name(operation))
                    && finding.contains(row.what())) {
                used.add(row);
                return true;
            }
        }
        return false;
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.template();
    }

    private Operation find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.path().matcher(path).matches())
                .min(java.util.Comparator.comparingInt(
                        operation -> operation.template().length()
                                - operation.template().replace("{", "").length()))
                .orElseThrow(() -> new AssertionError("No operation in the contract for " + method + " " + path));
    }

    private void load(String api) {
        String text = resource(api + ".json");
        OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(text)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                        .build())
                .build();
        JsonNode paths;
        try {
            paths = new ObjectMapper().readTree(text).path("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (!method.equals("parameters")) {
                operations.add(new Operation(
                        api, method.toUpperCase(Locale.ROOT), path.getKey(), pattern(path.getKey()), validator));
            }
        }));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static Request request(String method, String path, Map<String, List<String>> query, Content content) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, path);
        query.forEach((name, values) -> request.withQueryParam(name, values));
        content.headers().forEach((name, value) -> request.withHeader(name, value));
        if (!content.body().isEmpty()) {
            request.withBody(content.body());
        }
        return request.build();
    }

    private static String path(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        return mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    }

    private static Map<String, List<String>> query(String pathAndQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        int mark = pathAndQuery.indexOf('?');
        if (mark >= 0) {
            for (String pair : pathAndQuery.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** A file that stands beside the documents. */
    public static String resource(String name) {
        try (InputStream in = Contract.class.getResourceAsStream("/contract/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No contract document " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import truekeel.contract.Contract;
import truekeel.simulator.Served;
import truekeel.simulator.Witness;

/**
 * Every operation that the simulator serves is called, and every answer conforms to Qlik's contract, refusals included,
 * but for what {@code deviations.tsv} says; every row there is needed. Which operations of the contract are not
 * simulated {@code not-simulated.tsv} says.
 */
class SimulatorContractTest {
    private static final Map<String, Supplier<Walk>> WALKS = new TreeMap<>(Map.of(
            "identity", IdentityWalk::new,
            "content", ContentWalk::new,
            "data", DataWalk::new,
            "reports", ReportsWalk::new,
            "glossaries", GlossaryWalk::new,
            "work", WorkWalk::new,
            "settings", SettingsWalk::new,
            "clients", ClientsWalk::new));

    /**
     * The resumable upload and the organisation's list of tenants are described in guides only; the list of an app's
     * media stands in the contract with a path behind it.
     */
    private static final Set<String> UNDOCUMENTED = Set.of(
            "GET /api/core/tenants",
            "GET /api/v1/apps/{}/media/list",
            "POST /api/v1/temp-contents/files",
            "PATCH /api/v1/temp-contents/files/{}",
            "HEAD /api/v1/temp-contents/files/{}");

    private final List<String> documents = new ArrayList<>();
    private final Set<String> contract = new TreeSet<>();
    private final Set<String> walked = new TreeSet<>();

    @TestFactory
    Stream<DynamicTest> keepsToTheContract() {
        Stream<DynamicTest> walks =
                WALKS.entrySet().stream().map(walk -> dynamicTest(walk.getKey(), () -> go(walk.getValue())));
        Stream<DynamicTest> whole = Stream.of(
                dynamicTest("every document has its walk", this::everyDocumentHasItsWalk),
                dynamicTest("everything served is walked", this::everythingServedIsWalked),
                dynamicTest("what is not served is known", this::whatIsNotServedIsKnown));
        return Stream.concat(walks, whole);
    }

    private void go(Supplier<Walk> made) {
        try (Walk walk = made.get()) {
            // when
            Witness witness = walk.go();

            // then
            documents.addAll(witness.contract().apis());
            witness.contract().operations().forEach(operation -> contract.add(Served.shape(operation)));
            witness.visited().forEach(operation -> walked.add(Served.shape(operation)));
            assertThat(witness.taken()).isEmpty();
            assertThat(witness.findings()).isEmpty();
            assertThat(witness.contract().unusedDeviations("response")).isEmpty();
        }
    }

    private void everyDocumentHasItsWalk() {
        assertThat(documents).containsExactlyInAnyOrderElementsOf(Contract.documents());
    }

    private void everythingServedIsWalked() {
        Set<String> served = Served.operations();
        assertThat(without(served, contract)).isEqualTo(UNDOCUMENTED);
        assertThat(without(without(served, UNDOCUMENTED), walked)).isEmpty();
    }

    private void whatIsNotServedIsKnown() {
        Set<String> known = new TreeSet<>();
        for (String row : Contract.resource("not-simulated.tsv").lines().skip(1).toList()) {
            Pattern pattern = Pattern.compile(row.split("\t", -1)[0]);
            List<String> meant = contract.stream()
                    .filter(operation -> pattern.matcher(operation).find())
                    .toList();
            assertThat(meant).as(row).isNotEmpty();
            known.addAll(meant);
        }
        Set<String> missing = without(contract, Served.operations());
        assertThat(without(missing, known)).isEmpty();
        assertThat(without(known, missing)).isEmpty();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

package truekeel.kinds.ippolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.kinds.FakeQlik;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.IpRange;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikSettings;

/** Every way to lock ourselves out with IP policies, and those that only look like it. */
class DoorsTest {
    /**
     * Addresses we come from, live policies, what the plan makes of them, and which of its changes are refused. A
     * policy is {@code name=on:ranges}, {@code off:ranges}, {@code ?:ranges} where it does not say, or {@code gone}.
     */
    @ParameterizedTest(name = "{index} {1} -> {2}")
    @CsvSource(nullValues = "none", textBlock = """
            203.0.113.7, none, office=on:203.0.113.0/24, none
            203.0.113.7, none, office=on:198.51.100.0/24, office SELF_PRESERVATION
            203.0.113.7, none, office=off:198.51.100.0/24, none
            203.0.113.7, none, office=?:198.51.100.0/24, office SELF_PRESERVATION
            203.0.113.7, none, office=?:203.0.113.7, none
            203.0.113.7, none, lab=on:198.51.100.0/24; office=on:203.0.113.7, lab SELF_PRESERVATION
            203.0.113.7, office=off:198.51.100.0/24, office=on:198.51.100.0/24, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24, lab=on:198.51.100.0/24, none
            203.0.113.7, office=on:203.0.113.0/24, office=on:203.0.113.0/29, none
            203.0.113.7, office=on:203.0.113.0/24, office=on:203.0.113.8/29, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24, office=on:203.0.0.0/16, none
            203.0.113.7, office=on:203.0.113.0/24, office=off:203.0.113.0/24, none
            203.0.113.7, office=on:203.0.113.0/24, office=gone, none
            203.0.113.7, office=on:203.0.113.0/24; lab=on:198.51.100.7, office=gone, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24; lab=on:198.51.100.7, office=off:203.0.113.0/24, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24; lab=on:198.51.100.7, lab=gone, none
            203.0.113.7, office=on:203.0.113.0/24; lab=on:198.51.100.7, office=gone; lab=gone, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24, office=on:198.51.100.7; home=on:203.0.113.7, office SELF_PRESERVATION
            203.0.113.7, office=on:203.0.113.0/24; home=on:203.0.113.7, office=on:198.51.100.7, none
            203.0.113.7, office=on:203.0.113.0/24; home=off:203.0.113.7, office=gone; home=on:203.0.113.7, none
            203.0.113.7, a=on:203.0.113.0/24; b=on:203.0.113.7, a=on:198.51.100.7; b=on:198.51.100.8, a SELF_PRESERVATION; b SELF_PRESERVATION
            203.0.113.7, a=on:203.0.113.0/25; b=on:198.51.100.0/24, b=on:198.51.100.0/25, none
            203.0.113.7, a=on:203.0.113.0/24, a=on:203.0.113.0/28; b=on:192.0.2.9, none
            203.0.113.7 192.0.2.9, a=on:203.0.113.7; b=on:192.0.2.9, b=gone, b SELF_PRESERVATION
            203.0.113.7 192.0.2.9, a=on:203.0.113.7; b=on:192.0.2.9, c=on:10.0.0.1, none
            203.0.113.0/24, none, office=on:203.0.113.0/25, office SELF_PRESERVATION
            203.0.113.0/24, none, office=on:203.0.113.0/25 203.0.113.128/25, none
            203.0.113.7, office=on:::1 203.0.113.7, office=on:198.51.100.7, office SELF_PRESERVATION
            none, none, office=on:203.0.113.0/24, office EGRESS_UNKNOWN
            none, none, office=off:203.0.113.0/24, none
            none, office=on:203.0.113.0/24, lab=on:198.51.100.7, none
            none, office=on:203.0.113.0/24, office=on:203.0.0.0/16, none
            none, office=on:203.0.113.0/24, office=on:203.0.113.7, office EGRESS_UNKNOWN
            none, office=on:203.0.113.0/24, office=gone, none
            none, office=on:203.0.113.0/24; lab=on:198.51.100.7, lab=gone, lab EGRESS_UNKNOWN
            192.0.2.9, office=on:203.0.113.0/24, office=on:203.0.113.7, office EGRESS_UNKNOWN
            192.0.2.9, office=on:203.0.113.0/24, lab=on:198.51.100.7, none
            """)
    void refusesWhatCouldShutUsOut(String egress, String live, String wanted, String refused) {
        // given
        Map<String, Value.Fields> there = policies(live);
        List<Change> plan = plan(there, policies(wanted));
        List<IpRange> us = egress == null
                ? List.of()
                : Stream.of(egress.split(" ")).map(IpRange::parse).toList();
        FakeQlik qlik = new FakeQlik().answer("GET /api/core/ip-policies", 200, listed(there));
        Look look = Look.at(qlik.tenant(QlikSettings.DEFAULT.withEgress(us)), List.of(), List.of());

        // when
        Set<String> found = new TreeSet<>();
        plan.forEach(change -> new IpPolicyKind()
                .objection(change, plan, look)
                .ifPresent(no -> found.add(change.ref().name() + " " + no.code())));

        // then
        assertThat(found).isEqualTo(refused == null ? Set.of() : new TreeSet<>(List.of(refused.split("; "))));
    }

    private static Map<String, Value.Fields> policies(String text) {
        Map<String, Value.Fields> policies = new LinkedHashMap<>();
        for (String policy : text == null ? new String[0] : text.split("; ")) {
            String[] parts = policy.split("=", 2);
            String[] state = parts[1].split(":", 2);
            Value.Fields spec = Value.Fields.EMPTY.with("name", Value.text(parts[0]));
            if (!state[0].equals("gone")) {
                spec = spec.with("allowedIps", Value.texts(List.of(state[1].split(" "))));
            }
            if (state[0].equals("on") || state[0].equals("off")) {
                spec = spec.with("enabled", Value.flag(state[0].equals("on")));
            }
            policies.put(parts[0], spec);
        }
        return policies;
    }

    private static List<Change> plan(Map<String, Value.Fields> there, Map<String, Value.Fields> wanted) {
        List<Change> plan = new ArrayList<>();
        wanted.forEach((name, spec) -> {
            Desired desired = desired(name, spec);
            Optional<Live> live = Optional.ofNullable(there.get(name)).map(now -> live(name, now));
            if (desired.isAbsent()) {
                plan.add(new Change.Delete(desired.ref(), live.orElseThrow(), Optional.of(desired), "", Set.of()));
            } else if (live.isPresent()) {
                plan.add(new Change.Update(desired, live.get(), List.of(), "", Set.of()));
            } else {
                plan.add(new Change.Create(desired, "", Set.of()));
            }
        });
        return plan;
    }

    private static Desired desired(String name, Value.Fields spec) {
        Ensure ensure = spec.has("allowedIps") ? Ensure.PRESENT : Ensure.ABSENT;
        return new Desired(
                ResourceRef.of("IpPolicy", name),
                NaturalKey.of(IpPolicyKind.NAME, Map.of("name", name)),
                new Metadata(name, Map.of(), Map.of()),
                new Desired.Lifecycle(ensure, false),
                spec,
                Position.startOf("x.yaml"),
                Map.of());
    }

    private static Live live(String name, Value.Fields spec) {
        return new Live(
                IpPolicyKind.NAME,
                "id-" + name,
                List.of(NaturalKey.of(IpPolicyKind.NAME, Map.of("name", name))),
                name,
                spec,
                Value.Fields.EMPTY,
                Optional.empty());
    }

    private static String listed(Map<String, Value.Fields> policies) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        policies.forEach((name, spec) -> data.add(((ObjectNode) JsonValues.json(spec)).put("id", "id-" + name)));
        return body.toString();
    }
}

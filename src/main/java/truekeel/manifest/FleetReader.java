package truekeel.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import truekeel.model.FieldPath;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Selector;
import truekeel.model.Value;

/** Reads the Fleet document out of the documents of fleet.yaml. */
final class FleetReader {
    private static final FieldPath RECONCILE = FieldPath.parse("/spec/defaults/reconcile");
    private static final FieldPath POOLS = FieldPath.parse("/spec/entitlement/pools");
    private static final FieldPath WAVES = FieldPath.parse("/spec/rollout/waves");

    private final Checker checker;
    private final ReconcileReader reconcile;

    FleetReader(Checker checker, ReconcileReader reconcile) {
        this.checker = checker;
        this.reconcile = reconcile;
    }

    Optional<FleetSpec> read(List<Document> documents, Layout layout, List<Finding> findings) {
        int before = findings.size();
        List<Document> fleets = new ArrayList<>();
        for (Document document : documents) {
            if (document.kind().value().equals("Fleet")) {
                fleets.add(document);
            } else {
                String message = "A " + document.kind() + " does not belong into the fleet's file.";
                findings.add(Finding.error(FindingCode.KIND_MISPLACED, document.position(), message, ""));
            }
        }
        for (Document extra : fleets.subList(Math.min(1, fleets.size()), fleets.size())) {
            String message =
                    "There is a second Fleet; the first is at " + fleets.get(0).position() + ".";
            findings.add(Finding.error(FindingCode.FLEET_DUPLICATE, extra.position(), message, "Keep one."));
        }
        if (fleets.isEmpty()) {
            findings.add(Finding.error(
                    FindingCode.FLEET_MISSING,
                    layout.fleetPosition(),
                    "There is no Fleet document.",
                    "Declare kind: Fleet with the regions' credentials in fleet.yaml."));
            return Optional.empty();
        }
        Optional<FleetSpec> fleet = read(fleets.get(0), findings);
        boolean sound = findings.subList(before, findings.size()).stream().noneMatch(Finding::isError);
        return sound ? fleet : Optional.empty();
    }

    private Optional<FleetSpec> read(Document document, List<Finding> findings) {
        Checker.Read read = checker.read(document, findings);
        Value.Fields spec = read.spec();
        Value.Fields defaults = spec.fields("defaults").fields("reconcile");
        reconcile.check(document.root(), RECONCILE, defaults, findings);
        checkWaves(document, spec.fields("rollout"), findings);
        List<SeatPool> pools = pools(document, spec.fields("entitlement"), findings);
        if (!read.sound()) {
            return Optional.empty();
        }
        SortedMap<String, Credentials> regions = new TreeMap<>();
        SortedMap<String, Value.SecretRef> keys = new TreeMap<>();
        spec.fields("regions").values().forEach((name, value) -> {
            Value.Fields region = (Value.Fields) value;
            Credentials.of(region).ifPresent(credentials -> regions.put(name, credentials));
            Credentials.secret(region, "licenseKey").ifPresent(key -> keys.put(name, key));
        });
        return Optional.of(new FleetSpec(
                regions,
                Credentials.of(spec.fields("organisation")),
                new FleetSpec.LicenseKeys(keys, Credentials.secret(spec.fields("defaults"), "licenseKey")),
                defaults,
                spec.fields("rollout"),
                pools,
                document.position()));
    }

    private static List<SeatPool> pools(Document document, Value.Fields entitlement, List<Finding> findings) {
        List<SeatPool> pools = new ArrayList<>();
        List<Value> written = entitlement.items("pools");
        for (int i = 0; i < written.size(); i++) {
            Value.Fields pool = ReconcileReader.map(written.get(i));
            Selector tenants = selector(
                    document,
                    POOLS.child(i).child("selector"),
                    pool.text("selector").orElse(""),
                    findings);
            SortedMap<String, Long> maxima = new TreeMap<>();
            for (String type : List.of("professional", "analyzer")) {
                pool.get(type)
                        .filter(Value.Num.class::isInstance)
                        .ifPresent(most ->
                                maxima.put(type, ((Value.Num) most).value().longValue()));
            }
            pools.add(new SeatPool(pool.text("name").orElse(""), tenants, maxima));
        }
        return pools;
    }

    private static void checkWaves(Document document, Value.Fields rollout, List<Finding> findings) {
        List<Value> waves = rollout.items("waves");
        for (int i = 0; i < waves.size(); i++) {
            FieldPath path = WAVES.child(i).child("selector");
            selector(
                    document,
                    path,
                    ReconcileReader.map(waves.get(i)).text("selector").orElse(""),
                    findings);
        }
    }

    /** The selector, or that of everything and a finding. */
    static Selector selector(Document document, FieldPath path, String text, List<Finding> findings) {
        try {
            return Selector.parse(text);
        } catch (IllegalArgumentException e) {
            findings.add(
                    Finding.error(FindingCode.FIELD_VALUE, document.root().valueAt(path), e.getMessage() + ".", ""));
            return Selector.EVERYTHING;
        }
    }
}

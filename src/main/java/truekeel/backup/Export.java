package truekeel.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import truekeel.backup.Snapshot.Document;
import truekeel.backup.Snapshot.Gap;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.kinds.Look;
import truekeel.kinds.Survey;
import truekeel.kinds.Surveyor;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.NaturalKey;
import truekeel.model.TenantName;
import truekeel.plan.Observation;
import truekeel.qlik.QlikTenant;
import truekeel.schema.KindSchema;
import truekeel.schema.Scope;

/** Reads a tenant's live state and puts it into documents, references by natural key. Writes nothing to Qlik. */
public final class Export {
    private final Kinds kinds;
    private final Branches branches;

    /** @param branches how many kinds are read at the same time */
    public Export(Kinds kinds, Branches branches) {
        this.kinds = kinds;
        this.branches = branches;
    }

    /**
     * One whole look. Throws {@link truekeel.qlik.QlikException} only when the tenant does not even tell who we are.
     *
     * @param chosen the kinds to export; none means all
     * @param scratch a folder for downloads, which outlive this call
     */
    public Snapshot of(QlikTenant qlik, TenantName tenant, Set<KindName> chosen, Path scratch) {
        qlik.identity();
        Survey survey = new Surveyor(kinds, branches).survey(Look.atEverything(qlik));
        List<Document> documents = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        survey.observations().forEach((kind, seen) -> {
            if (chosen.isEmpty() || chosen.contains(kind)) {
                if (!seen.isComplete()) {
                    gaps.add(new Gap(kind.value(), seen.cause(), true));
                }
                add(qlik, tenant, seen, new Downloads(qlik, kinds.kind(kind), scratch), documents, gaps);
            }
        });
        return new Snapshot(tenant, documents, gaps);
    }

    private void add(
            QlikTenant qlik,
            TenantName tenant,
            Observation seen,
            Downloads downloads,
            List<Document> documents,
            List<Gap> gaps) {
        KindSchema schema = kinds.schema(seen.kind());
        Portrayal portrayal = new Portrayal(schema, qlik.identity(), downloads);
        List<Live> ours = seen.live().stream()
                .filter(portrayal::isOurs)
                .sorted(Comparator.comparing(Live::name).thenComparing(Live::id))
                .toList();
        Map<Live, String> names = names(schema, tenant, ours, gaps);
        names.forEach((live, name) -> {
            if (live.isFullyKnown()) {
                portrayal.document(live, name, documents::add, gaps::add);
            } else {
                gaps.add(new Gap(seen.kind() + "/" + live.name(), live.unknown().orElse(""), true));
            }
        });
    }

    /**
     * A name in Git for each object: its own, and where several share that, more of its key behind it. Objects of one
     * key cannot be told apart by a manifest, so none of them gets a name.
     */
    private static Map<Live, String> names(KindSchema schema, TenantName tenant, List<Live> lives, List<Gap> gaps) {
        Map<String, Integer> plain = new HashMap<>();
        Map<NaturalKey, Integer> keys = new HashMap<>();
        lives.forEach(live -> {
            plain.merge(Names.plain(schema, tenant, live), 1, Integer::sum);
            live.keys().stream().limit(1).forEach(key -> keys.merge(key, 1, Integer::sum));
        });
        Map<Live, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Live live : lives) {
            String name = Names.plain(schema, tenant, live);
            if (schema.scope() != Scope.TENANT && live.keys().isEmpty()) {
                gaps.add(new Gap(
                        schema.name() + "/" + live.name(), "It lacks what a manifest would find it by.", false));
            } else if (live.keys().stream().limit(1).anyMatch(key -> keys.getOrDefault(key, 0) > 1)) {
                gaps.add(new Gap(
                        schema.name() + "/" + live.name(),
                        "Several objects of the kind have this name, and a manifest could not tell them apart. Rename"
                                + " all but one of them in Qlik.",
                        false));
            } else {
                String unique = plain.getOrDefault(name, 0) > 1 ? Names.longer(name, live) : name;
                names.put(live, Names.free(unique, taken));
            }
        }
        return names;
    }
}

package truekeel.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import truekeel.fleet.Selection;
import truekeel.model.KindName;
import truekeel.model.Selector;
import truekeel.schema.Schemas;

/** Which tenants and kinds a command is about. */
final class SelectionOptions {
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "NAME",
            order = 4,
            description = "Only this tenant; may be given several times.")
    private List<String> tenants = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            order = 5,
            description = "Only tenants with such labels, such as 'tier=gold,ring!=canary'.")
    private String selector = "";

    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            order = 6,
            split = ",",
            description = "Only resources of this kind; may be given several times.")
    private List<String> kinds = new ArrayList<>();

    /** Throws {@link UsageException} for what cannot be a kind or a selector. */
    Selection selection(Schemas schemas) {
        return new Selection(Set.copyOf(tenants), labels(), KindWords.resources(schemas, kinds));
    }

    private Selector labels() {
        try {
            return Selector.parse(selector);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("--selector: " + malformed.getMessage());
        }
    }

    Set<KindName> kinds(Schemas schemas) {
        return new LinkedHashSet<>(KindWords.resources(schemas, kinds));
    }
}

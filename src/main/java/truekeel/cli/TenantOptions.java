package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import truekeel.fleet.Selection;
import truekeel.model.KindName;
import truekeel.model.Selector;

/** Which tenants a command is about. */
final class TenantOptions {
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

    /** All kinds of the tenants; throws {@link UsageException} for what cannot be a selector. */
    Selection selection() {
        return selection(Set.of());
    }

    Selection selection(Set<KindName> kinds) {
        try {
            return new Selection(Set.copyOf(tenants), Selector.parse(selector), kinds);
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("--selector: " + malformed.getMessage());
        }
    }
}

package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import truekeel.model.KindName;
import truekeel.schema.Schemas;

/** Which kinds of resources a command is about. */
final class KindOptions {
    @Option(
            names = {"-k", "--kind"},
            paramLabel = "KIND",
            order = 6,
            split = ",",
            description = "Only resources of this kind; may be given several times.")
    private List<String> kinds = new ArrayList<>();

    /** None means all. Throws {@link UsageException} for a word that is no kind. */
    Set<KindName> chosen(Schemas schemas) {
        return KindWords.resources(schemas, kinds);
    }
}

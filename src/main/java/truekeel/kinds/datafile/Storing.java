package truekeel.kinds.datafile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import truekeel.kinds.Look;
import truekeel.model.Artefact;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Whether Qlik would store a file. Which endings it takes and how large a file may be, it tells each caller; that is
 * asked only for files that are not of the everyday kind.
 */
final class Storing {
    private static final Set<String> EVERYDAY = Set.of("csv", "txt", "qvd", "xlsx");

    private Storing() {}

    static Optional<Refusal> objection(Change change, Look look) {
        if (change.action() != Action.CREATE && change.action() != Action.UPDATE) {
            return Optional.empty();
        }
        Optional<Artefact> file = DataFileKind.file(change);
        if (file.isEmpty()) {
            return Optional.of(cannot(
                    change,
                    change.action() == Action.CREATE ? "made" : "changed",
                    "no file of it is declared, and Qlik takes such a change with the whole file only.",
                    "Add source.file."));
        }
        String ending = ending(change);
        if (EVERYDAY.contains(ending) && !LargeUpload.isNeeded(file.get())) {
            return Optional.empty();
        }
        try {
            JsonNode quotas = look.qlik().get(QlikRequest.of(DataOperations.GET_DATA_FILES_QUOTAS));
            return against(change, quotas, ending, file.get().size());
        } catch (QlikException unread) {
            return Optional.empty(); // then Qlik says it when the file is sent
        }
    }

    private static String ending(Change change) {
        String path = change.desired().orElseThrow().spec().text("path").orElse("");
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Optional<Refusal> against(Change change, JsonNode quotas, String ending, long size) {
        Set<String> allowed = new TreeSet<>();
        words(quotas.path("allowedExtensions"), allowed);
        words(quotas.path("allowedInternalExtensions"), allowed);
        if (!allowed.isEmpty() && !allowed.contains(ending)) {
            return Optional.of(cannot(
                    change,
                    "stored",
                    "Qlik takes no files that end in ." + ending + ".",
                    "Give it one of these endings: " + String.join(", ", allowed) + "."));
        }
        long most = quotas.path("maxLargeFileSize").asLong(Long.MAX_VALUE);
        return size <= most
                ? Optional.empty()
                : Optional.of(cannot(
                        change,
                        "stored",
                        "it has " + size + " bytes, and the tenant takes " + most + " at most.",
                        "Split it."));
    }

    /** Documented as a list, shown as one text in an example. */
    private static void words(JsonNode node, Set<String> words) {
        if (node.isTextual()) {
            words.addAll(
                    Arrays.asList(node.asText().trim().toLowerCase(Locale.ROOT).split("[ ,.]+", -1)));
        }
        node.forEach(word -> words.add(word.asText().replace(".", "").toLowerCase(Locale.ROOT)));
    }

    private static Refusal cannot(Change change, String what, String why, String liftedBy) {
        return Refusal.of(
                RefusalCode.CANNOT_CREATE,
                change.ref(),
                change.ref() + " cannot be " + what + ": " + why,
                liftedBy,
                false);
    }
}

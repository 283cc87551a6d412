package truekeel.kinds.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.model.Artefact;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/** The load script that a manifest names, and whether Qlik takes it for one. */
final class ScriptText {
    private static final int MOST_TOLD = 3;
    private static final String MARK = "\uFEFF";

    private ScriptText() {}

    /** The text; empty when the file cannot be read or is not UTF-8. A byte order mark is no part of it. */
    static Optional<String> of(Artefact file) {
        try (InputStream in = file.content().open()) {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
            return Optional.of(text.startsWith(MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Why a change's script is not sent; asked of Qlik, which changes nothing. */
    static Optional<Refusal> objection(Change change, Artefact file, Look look) {
        Optional<String> text = of(file);
        if (text.isEmpty()) {
            return Optional.of(refusal(change, "The script '" + file.path() + "' is no text in UTF-8."));
        }
        List<String> errors = errors(text.get(), look);
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        int more = errors.size() - MOST_TOLD;
        String told = String.join("; ", errors.subList(0, Math.min(MOST_TOLD, errors.size())));
        return Optional.of(refusal(
                change,
                "The script '" + file.path() + "' has errors: " + told + (more > 0 ? "; and " + more + " more" : "")
                        + "."));
    }

    private static Refusal refusal(Change change, String message) {
        return Refusal.of(RefusalCode.SCRIPT_INVALID, change.ref(), message, "Correct the script in Git.", false);
    }

    /** None where Qlik does not say: the script is sent then, and a reload will tell. */
    private static List<String> errors(String script, Look look) {
        List<String> errors = new ArrayList<>();
        try {
            JsonNode found = look.qlik()
                    .get(QlikRequest.of(Operations.VALIDATE_SCRIPT)
                            .json(JsonValues.object().put("script", script)));
            found.path("Errors").forEach(error -> errors.add(told(error)));
        } catch (QlikException unchecked) {
            return List.of();
        }
        return errors;
    }

    private static String told(JsonNode error) {
        String message = ReloadReport.masked(error.path("Msg").asText());
        return "tab " + error.path("Tab").asInt() + ", line "
                + error.path("Line").asInt() + ": "
                + (message.endsWith(".") ? message.substring(0, message.length() - 1) : message);
    }
}

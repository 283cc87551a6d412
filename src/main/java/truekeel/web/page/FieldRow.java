package truekeel.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import truekeel.web.view.FieldView;

/** One field that differs, both values as texts. */
record FieldRow(String path, String desired, String live) {
    static FieldRow of(FieldView field) {
        return new FieldRow(field.path(), text(field.desired()), text(field.live()));
    }

    /** Texts stand as they are, everything else as JSON; what is not there is a dash. */
    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "–";
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}

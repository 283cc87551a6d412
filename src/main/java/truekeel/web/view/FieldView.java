package truekeel.web.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import truekeel.plan.FieldDiff;
import truekeel.store.DriftField;

/** One field that differs. */
@Schema(name = "FieldDifference")
public record FieldView(
        @Schema(description = "JSON Pointer; an element of a keyed list is field=key.", examples = "/description")
        String path,

        @Schema(
                implementation = Object.class,
                description = "Null where the field or element is not declared or is to be cleared.")
        JsonNode desired,

        @Schema(implementation = Object.class, description = "Null where the live object has none.")
        JsonNode live) {

    static FieldView of(FieldDiff field) {
        return new FieldView(field.path().toString(), ValueJson.of(field.desired()), ValueJson.of(field.live()));
    }

    /** What a store remembers is texts only. */
    static FieldView of(DriftField field) {
        return new FieldView(field.path(), TextNode.valueOf(field.desired()), TextNode.valueOf(field.live()));
    }
}

package truekeel.schema;

import java.util.List;

/** What a file that stands for fields of a document looks like, and for which. */
public enum InclusionFormat {
    /** The JSON of a glossary that Qlik exported. */
    QLIK_GLOSSARY("qlik-glossary");

    private final String word;

    InclusionFormat(String word) {
        this.word = word;
    }

    static InclusionFormat of(String word) {
        for (InclusionFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalStateException("No file has the format '" + word + "'. This is a bug in Truekeel.");
    }

    /** The fields of the spec that the file stands for, of which none may be written beside it. */
    public List<String> fields() {
        return switch (this) {
            case QLIK_GLOSSARY -> List.of("description", "overview", "tags", "categories", "terms");
        };
    }
}

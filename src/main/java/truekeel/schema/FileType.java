package truekeel.schema;

import java.util.Locale;

/** The types of files that a schema can ask for, by how such files begin. */
public enum FileType {
    PNG("png", "89504e47"),
    JPEG("jpg", "ffd8ff"),
    ICO("ico", "00000100"),
    /** An object: an opening brace, perhaps after white space. */
    JSON("json", "(20|09|0a|0d)*7b|(20|09|0a|0d){4}"),
    /** Whatever it is: its type shows by the ending of its name, or Qlik looks into it. */
    ANY("bin", "");

    private final String ending;
    private final String head;

    /** @param head a regular expression over the first bytes in hex */
    FileType(String ending, String head) {
        this.ending = ending;
        this.head = head;
    }

    /** Reads the word of a schema; throws {@link IllegalArgumentException} for any other. */
    static FileType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How the names of such files end. */
    public String ending() {
        return ending;
    }

    /** Whether a file can be of this type by its first four bytes, as lower-case hex digits. */
    public boolean begins(String first) {
        return first.matches("(" + head + ").*");
    }
}

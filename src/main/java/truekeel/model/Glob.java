package truekeel.model;

import java.util.regex.Pattern;

/** A shell-like pattern in which {@code *} stands for any text and {@code ?} for one character. */
public record Glob(String text) {

    /** Whether the whole of a name fits, with case. */
    public boolean matches(String name) {
        StringBuilder regex = new StringBuilder();
        text.codePoints()
                .forEach(character -> regex.append(
                        switch (character) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(character));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }
}

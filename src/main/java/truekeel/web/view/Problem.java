package truekeel.web.view;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a request was not answered, in the form of RFC 9457.
 *
 * @param type always {@code about:blank}: the status says what kind of problem it is
 * @param detail a full sentence for people
 */
@Schema(name = "Problem")
public record Problem(String type, String title, int status, String detail) {
    /** The media type of the form. */
    public static final String TYPE = "application/problem+json";

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail);
    }
}

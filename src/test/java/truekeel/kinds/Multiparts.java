package truekeel.kinds;

import java.util.ArrayList;
import java.util.List;

/** Shows a form of several parts as one line: names, and the text of those that are no file. */
final class Multiparts {
    private Multiparts() {}

    static String shown(String form) {
        String boundary = form.substring(0, form.indexOf("\r\n"));
        List<String> parts = new ArrayList<>();
        for (String part : form.split(java.util.regex.Pattern.quote(boundary), -1)) {
            int end = part.indexOf("\r\n\r\n");
            if (end > 0) {
                String head = part.substring(0, end);
                String name = head.replaceAll("(?s).*; name=\"([^\"]*)\".*", "$1");
                parts.add(
                        head.contains("filename=")
                                ? name + "=(" + head.replaceAll("(?s).*filename=\"([^\"]*)\".*", "$1") + ")"
                                : name + "=" + part.substring(end).strip());
            }
        }
        return String.join(" ", parts);
    }
}

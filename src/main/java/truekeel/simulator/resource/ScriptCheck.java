package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import truekeel.simulator.Answer;
import truekeel.simulator.Body;
import truekeel.simulator.Exchange;
import truekeel.simulator.Json;

/**
 * {@code POST /api/v1/apps/validatescript}: finds text literals and parentheses that are not closed within their
 * statement, and a last statement without its semicolon. Tabs begin with {@code ///$tab}; lines count within their tab.
 */
final class ScriptCheck {
    private static final String TAB = "///$tab";

    private final ArrayNode errors;
    private int tab;
    private int line;
    private int open;
    private boolean literal;
    private boolean statement;

    private ScriptCheck(ArrayNode errors) {
        this.errors = errors;
    }

    static Answer answer(Exchange exchange) {
        Body body = exchange.body();
        String script = body.text("script").orElseThrow(() -> body.bad("script", "This field is required."));
        ObjectNode answer = Json.object();
        ScriptCheck check = new ScriptCheck(answer.putArray("Errors"));
        answer.putArray("Warnings");
        script.lines().forEach(check::line);
        check.end();
        return Answer.ok(answer);
    }

    private void line(String text) {
        if (text.startsWith(TAB)) {
            tab++;
            line = 0;
            return;
        }
        line++;
        int comment = text.indexOf("//");
        boolean isAddress = comment > 0 && text.charAt(comment - 1) == ':';
        String code = comment >= 0 && !isAddress ? text.substring(0, comment) : text;
        for (int at = 0; at < code.length(); at++) {
            take(code.charAt(at), at);
        }
    }

    private void take(char sign, int column) {
        if (sign == '\'') {
            literal = !literal;
        } else if (!literal && sign == '(') {
            open++;
        } else if (!literal && sign == ')') {
            open--;
        }
        if (!literal && sign == ';') {
            if (open != 0) {
                error(column, "Parentheses are not balanced");
            }
            open = 0;
            statement = false;
        } else if (!Character.isWhitespace(sign)) {
            statement = true;
        }
    }

    private void end() {
        if (literal) {
            error(0, "A text literal is not closed");
        } else if (statement) {
            error(0, "Unexpected end of script");
        }
    }

    private void error(int column, String message) {
        errors.addObject()
                .put("Tab", tab)
                .put("Line", line)
                .put("Column", column)
                .put("Msg", message);
    }
}

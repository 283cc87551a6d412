package truekeel.web.access;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The template of the form. */
@CheckedTemplate
final class SignInTemplates {
    private SignInTemplates() {}

    static native TemplateInstance login(String to, boolean refused);
}

package truekeel.web.access;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the pages' frame asks about the session. */
@Named("session")
@Singleton
public final class SessionMark {
    private final AccessRules rules;

    @Inject
    SessionMark(AccessRules rules) {
        this.rules = rules;
    }

    /** Whether there is a session that a person can end here. */
    public boolean canEnd() {
        return rules.mode() == AccessRules.Mode.TOKEN;
    }
}

package truekeel.policy;

import truekeel.model.ResourceRef;

/** One object that does not keep to a policy, or that its rule could not judge. */
public record Violation(
        String policy, PolicyRule.Level level, PolicyRule.Occasion occasion, ResourceRef subject, String message) {

    /** Whether nothing of the tenant may be applied while it stands; live state only ever warns. */
    public boolean isBlocking() {
        return level == PolicyRule.Level.BLOCK && occasion != PolicyRule.Occasion.LIVE;
    }
}

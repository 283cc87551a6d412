package truekeel.plan;

/** Why something may not be done now; each is a metric label and an anchor in {@code docs/reference/errors.md}. */
public enum RefusalCode {
    BUDGET_DELETES,
    BUDGET_UPDATES,
    OUTSIDE_WINDOW,
    POLICY_VIOLATION,
    PROTECTED,
    RECREATE_NOT_ALLOWED,
    SELF_PRESERVATION,
    LOCKS_PEOPLE_OUT,
    EGRESS_UNKNOWN,
    SECRET_NEEDED,
    APP_TOO_YOUNG,
    APP_PUBLISHED,
    ROLE_IN_USE,
    GROUP_IN_USE,
    SPACE_NOT_EMPTY,
    DELETE_NEEDS_COMPLETE_VIEW,
    NEVER_DELETED,
    CANNOT_CREATE,
    AMBIGUOUS_LIVE,
    DUPLICATE_MATCH,
    REF_NOT_FOUND,
    REF_AMBIGUOUS,
    SECRET_UNUSABLE,
    DEPENDENCY_BLOCKED
}

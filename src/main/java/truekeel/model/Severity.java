package truekeel.model;

/** How grave a finding is: an error blocks its tenant, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}

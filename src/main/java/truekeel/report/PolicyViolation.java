package truekeel.report;

import truekeel.model.ResourceRef;

/** A policy that some object does not keep to. */
public record PolicyViolation(String policy, String severity, ResourceRef subject, String occasion, String message) {}

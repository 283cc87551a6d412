/**
 * Guardrails: rules in CEL on desired state, live state and changes, and their verdicts. Nothing here acts on a verdict
 * or looks at Qlik. The rooms {@code plan} and {@code model} are below.
 */
@NullMarked
package truekeel.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Turns the YAML files of a revision into desired state with positions: templates, variables, schema checks, references
 * between documents. Nothing here looks at a live tenant, a clock or the network. The rooms below are {@code schema}
 * and {@code model}.
 */
@NullMarked
package truekeel.manifest;

import org.jspecify.annotations.NullMarked;

/**
 * Live state as files: the export of a tenant to manifests that a repository could hold. Secrets, what Qlik ships and
 * our bot's own access are never written. Every room but {@code fleet} and the edges is below.
 */
@NullMarked
package truekeel.backup;

import org.jspecify.annotations.NullMarked;

/**
 * Report templates: files of reports and the apps they show. Nothing of another kind, nothing generic. The room
 * {@code kinds} is below.
 */
@NullMarked
package truekeel.kinds.reporttemplate;

import org.jspecify.annotations.NullMarked;

/**
 * Health of the process for those who restart it. Outages of Git or Qlik may not count here. The room {@code fleet} is
 * below.
 */
@NullMarked
package truekeel.web.health;

import org.jspecify.annotations.NullMarked;

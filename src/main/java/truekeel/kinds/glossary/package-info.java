/**
 * Glossaries with their categories and terms. Nothing of another kind, nothing generic. The room {@code kinds} is
 * below.
 */
@NullMarked
package truekeel.kinds.glossary;

import org.jspecify.annotations.NullMarked;

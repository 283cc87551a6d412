/**
 * New customers' tenants from nothing to in use, through the packaged program, and the repository that asks for them.
 * Nothing that one room could test alone. All rooms are below.
 */
@NullMarked
package truekeel.onboarding;

import org.jspecify.annotations.NullMarked;

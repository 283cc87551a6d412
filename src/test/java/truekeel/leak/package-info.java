/**
 * The search for secrets that got out: a scanner for bytes and files, and what it is let loose on. Nothing that makes
 * or keeps secrets lives here. Below are the fixtures of secrets.
 */
@NullMarked
package truekeel.leak;

import org.jspecify.annotations.NullMarked;

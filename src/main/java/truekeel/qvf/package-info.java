/**
 * Reads app files ({@code .qvf}) as far as people want to see what changed in them, and compares two of them. No file,
 * network or store is touched here, and nothing of Qlik's data model is kept. The room below is {@code model}.
 */
@NullMarked
package truekeel.qvf;

import org.jspecify.annotations.NullMarked;

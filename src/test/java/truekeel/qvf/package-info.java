/** Tests of the room that reads app files; the files are made here, in the layout that Qlik's were seen to have. */
@NullMarked
package truekeel.qvf;

import org.jspecify.annotations.NullMarked;

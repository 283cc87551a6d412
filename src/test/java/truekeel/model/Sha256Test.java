package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The first test vector of FIPS 180-2, and a text that is not ASCII. */
    @Test
    void textsAreDigestedInUtf8() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("ü")).isEqualTo("607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
        assertThat(Sha256.of("abc")).hasSize(32);
        assertThat(Sha256.digest()).isNotSameAs(Sha256.digest());
    }
}

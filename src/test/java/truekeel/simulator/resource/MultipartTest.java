package truekeel.simulator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import truekeel.simulator.Payload;

class MultipartTest {

    @Test
    void findsPartsWhoseBytesLookLikeBoundaries() {
        // given
        String text = String.join(
                "\r\n",
                "preamble",
                "--b",
                "Content-Disposition: form-data; name=\"file\"; filename=a.zip",
                "",
                "",
                "",
                "-",
                "--\r",
                "--a",
                "--b",
                "content-disposition: form-data; name=data",
                "Content-Type: application/json",
                "",
                "{}",
                "--b--",
                "");

        // when
        Multipart form = Multipart.read("multipart/form-data; boundary=\"b\"", Payload.of(text))
                .orElseThrow();

        // then
        Multipart.Part file = form.part("file").orElseThrow();
        assertThat(file.filename()).isEqualTo("a.zip");
        assertThat(file.body().text()).isEqualTo("\r\n\r\n-\r\n--\r\r\n--a");
        assertThat(file.body().length()).isEqualTo(15);
        assertThat(form.part("data").orElseThrow().contentType()).isEqualTo("application/json");
        assertThat(form.part("data").orElseThrow().body().text()).isEqualTo("{}");
        assertThat(form.part("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no boundary at all",
                "--b\r\nContent-Disposition: form-data; name=a\r\n\r\ncut off",
                "--b\r\nContent-Disposition: form-data; name=a"
            })
    void refusesABrokenBody(String text) {
        // when
        boolean read = Multipart.read(
                        "multipart/form-data; boundary=b", Payload.of(text.getBytes(StandardCharsets.UTF_8)))
                .isPresent();

        // then
        assertThat(read).isFalse();
    }

    @Test
    void refusesAnotherContentType() {
        // when
        boolean read = Multipart.read("application/json", Payload.of("{}")).isPresent();

        // then
        assertThat(read).isFalse();
    }
}

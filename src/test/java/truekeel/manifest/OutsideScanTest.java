package truekeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as loading from elsewhere. */
class OutsideScanTest {
    private static List<String> needs(String name, String text) {
        return OutsideScan.of(name, text).stream()
                .map(need -> need.directive() + " " + need.origin())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '|', textBlock = """
                    a.html § <script async src="https://cdn.x.example/a.js"></script> § scriptSrc https://cdn.x.example
                    a.html § <link rel="stylesheet" href="//cdn.x.example/a.css"> § styleSrc https://cdn.x.example
                    a.html § <iframe src='https://x.example:8443/'></iframe> § frameSrc https://x.example:8443
                    a.html § <img alt="" src="http://x.example/a.png"> § imgSrc http://x.example
                    a.css § @import "https://fonts.x.example/a"; § styleSrc https://fonts.x.example
                    a.css § @font-face{src:url('https://fonts.x.example/a.woff2')} § fontSrc https://fonts.x.example
                    a.css § b{background:url(https://x.example/a.png)} § imgSrc https://x.example
                    a.js § fetch(`https://api.x.example/${id}`) § connectSrc https://api.x.example
                    a.js § $.ajax({type:'GET', url: 'https://api.x.example/a'}) § connectSrc https://api.x.example
                    a.js § r.open("GET", "https://api.x.example/a") § connectSrc https://api.x.example
                    a.js § new WebSocket('wss://ws.x.example/') § connectSrcWSS https://ws.x.example
                    a.js § import x from "https://esm.x.example/x"; § scriptSrc https://esm.x.example
                    a.js § define(["qlik", "https://d3.x.example/d3.min.js"], f) § scriptSrc https://d3.x.example
                    a.js § require.config({paths: {d3: "https://d3.x.example/d3"}}) § scriptSrc https://d3.x.example
                    a.js § script.src = 'https://maps.x.example/js'; § scriptSrc https://maps.x.example
                    a.js § e.html('<script src="https://cdn.x.example/a.js">') § scriptSrc https://cdn.x.example
                    """)
    void findsWaysOfLoading(String name, String text, String need) {
        assertThat(needs(name, text)).containsExactly(need);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '|', textBlock = """
                    a.js § // see fetch('https://x.example/')
                    a.js § /* <script src="https://x.example/a.js"> */
                    a.html § <!-- <script src="https://x.example/a.js"></script> -->
                    a.html § <svg xmlns="http://www.w3.org/2000/svg"></svg>
                    a.html § <a href="https://docs.x.example/">Help</a>
                    a.js § var licence = "MIT, https://opensource.x.example/licenses/MIT";
                    a.js § window.open("https://docs.x.example/", "_blank");
                    a.js § fetch("/api/v1/items"); fetch(base + "/x"); fetch("https://acme.eu.qlikcloud.com/api");
                    a.css § b{background:url(data:image/png;base64,AAAA)} c{background:url(img/a.png)}
                    """)
    void leavesMereAddressesAlone(String name, String text) {
        assertThat(needs(name, text)).isEmpty();
    }

    @Test
    void hugeScriptsTakeBoundedTime() {
        // given
        String evil = "<script ".repeat(100_000)
                + "import ".repeat(100_000)
                + "paths:{".repeat(100_000)
                + "\n".repeat(1 << 20);

        // when / then
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(needs("a.js", evil)).isEmpty());
    }
}

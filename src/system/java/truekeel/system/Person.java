package truekeel.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Somebody who works on a tenant behind Truekeel's back, with an admin's rights. */
record Person(Web cloud, String hostname, String token) {

    /** One call of Qlik's API; empty when the answer has no body. */
    JsonNode send(String method, String path, String body) {
        return Web.parse(cloud.send(method, path, body, Map.of("Host", hostname, "Authorization", "Bearer " + token)));
    }
}

package truekeel.simulator.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import truekeel.simulator.Body;
import truekeel.simulator.Json;

/** The metadata document of a SAML provider, which Qlik takes as a whole and shows in parts. */
final class SamlMetadata {
    private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private SamlMetadata() {}

    static ObjectNode read(Body metadata) {
        String raw = metadata.required("raw");
        Document document;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            byte[] xml = Base64.getDecoder().decode(raw.replaceAll("\\s", ""));
            document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (IllegalArgumentException | SAXException malformed) {
            throw metadata.bad("raw", "Metadata in base64 are expected.");
        } catch (IOException | ParserConfigurationException impossible) {
            throw new IllegalStateException(
                    "Text in memory could not be parsed. This is a bug in Truekeel.", impossible);
        }
        ObjectNode row = Json.object();
        String entity = document.getDocumentElement().getAttribute("entityID");
        if (entity.isEmpty()) {
            throw metadata.bad("raw", "The metadata name no entity.");
        }
        row.put("entityId", entity);
        NodeList services = document.getElementsByTagNameNS(METADATA, "SingleSignOnService");
        if (services.getLength() > 0 && services.item(0) instanceof Element service) {
            row.put("signOnUrl", service.getAttribute("Location"));
        }
        NodeList certificates = document.getElementsByTagNameNS(SIGNATURE, "X509Certificate");
        for (int i = 0; i < certificates.getLength(); i++) {
            row.withArray("certificates")
                    .addObject()
                    .put("certificate", certificates.item(i).getTextContent().replaceAll("\\s", ""));
        }
        return row;
    }
}

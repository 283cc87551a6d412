package truekeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No credential of a script is shown; what is none stays readable. */
class MaskingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ODBC CONNECT TO 'Sales' (UserId is hunter1, Password is hunter2);",
                "OLEDB CONNECT TO [Provider=SQLOLEDB;User ID=hunter1;Password=\"hunter2\";Data Source=db];",
                "CUSTOM CONNECT TO \"Provider=x;XUserId=hunter1;XPassword=hunter2;\";",
                "LET vPassword = 'hunter1' & 'hunter2';",
                "  set v.ApiKey=hunter2;",
                "LET vToken =\n  'hunter2';",
                "SET vSecret='it''s hunter2;",
                "HTTPHEADER \"Authorization\" \"Bearer hunter2hunter2\"",
                "QUERY \"api_key\" \"hunter2\"",
                "URL \"https://x.example/?a=1&api_key=hunter2&b=2\"",
                "URL \"https://x.example/c?sv=2020&sig=hunter2%3D\"",
                "FROM [https://me:hunter2@x.example/data.csv];",
                "LET vHeader = 'Bearer hunter2hunter2';",
                "BODY '{\"password\":\"hunter2\"}'",
                "LET vX = 'eyJhunter2aaaaaaa.eyJhunter2.hunter2';",
                "LET v = '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----';",
                "LET [v Password] = 'hunter2';",
                "Trace pwd=hunter2;",
                "client_secret: x\nLET vClientSecret='hunter2';",
                "DSN=x;PWD={hunter2};UID=hunter1;DRIVER=y",
                "DSN=x;PWD={a;b c hunter2};",
                "LET vX = 1; LET vPassword = 'hunter1' & 'hunter2';",
                "BODY \"{\\\"password\\\": \\\"hunter2\\\"}\"",
                "SET vPass1=hunter2;",
            })
    void coversCredentials(String script) {
        assertThat(Masking.mask(script)).doesNotContain("hunter").contains(Masking.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOAD Passengers, Design, Signature FROM [lib://DataFiles/a.qvd] (qvd);",
                "LOAD Sum(Sales) as Amount, User, UserName RESIDENT Facts WHERE User = 'x';",
                "SET DateFormat='M/D/YYYY';",
                "Tokens:\nLOAD * INLINE [a, b];",
                "// basic settings of the app: see https://help.example/doc?x=1",
                "LIB CONNECT TO 'Space:Connection';",
                "LET vPath = 'lib://Space:DataFiles/a@b.qvd';",
            })
    void leavesTheRest(String script) {
        assertThat(Masking.mask(script)).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: token: hunter2 was not taken",
                "Password: 'hunter1 and hunter2'",
                "passwordOfTheAccountOfTheWarehouse = hunter2",
                "Authorization: Bearer hunter2",
                "authorization: basic hunter2",
                "PWD=a&b(hunter2;Server=x",
                "private_key: -----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
                "password='it''s hunter2'",
                "pass_of_the_account == hunter2",
                "Cannot open x://me:p@ss-hunter2@host/a",
                "the secret\n is\n hunter2",
                "Cannot open ://me:hunter2@host",
                "Cannot open https://me:it's-hunter2@host",
                "The error is in: LET vPassword = 'hunter1' & 'hunter2'",
                "QUERY \"api_key\" \"hunter2\" is not allowed",
                "passphrase=hunter1, private_key=hunter2",
                "see https://x.example/c?sv=2020&sig=hunter2%3D",
                "the header has eyJhunter2aaaaaaa.eyJhunter2.hunter2",
                "{\\\"client_secret\\\":\\\"hunter2\\\"}",
            })
    void coversWhatMessagesSay(String message) {
        assertThat(Masking.maskMessage(message)).doesNotContain("hunter").contains(Masking.MASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot open the connection Warehouse",
                "Field 'Passengers' not found",
                "Table 'Tokens' not found: LOAD * FROM [lib://Space:DataFiles/a@b.qvd]",
                "The engine ended after 10 s: EngineReloadFailed",
            })
    void leavesTheRestOfMessages(String message) {
        assertThat(Masking.maskMessage(message)).isEqualTo(message);
    }

    @Test
    void aVariableThatIsNamedLikeASecretIsCovered() {
        assertThat(Masking.isTelling("vDbPassword")).isTrue();
        assertThat(Masking.isTelling("vRate")).isFalse();
    }
}

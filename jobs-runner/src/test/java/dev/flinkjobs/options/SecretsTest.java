package dev.flinkjobs.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In these texts what is a secret holds {@code hunter2}. */
class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PGPASSWORD",
        "sslPassword",
        "ssl.key.password",
        "pasword",
        "passwd",
        "my.pwd",
        "dbPwd",
        "pass",
        "db_pass",
        "DB_PASS",
        "dbPass",
        "dbpass",
        "keypass",
        "passphrase",
        "pass-code",
        "secret",
        "s3.secret-key",
        "clientSecret",
        "token",
        "apiToken",
        "auth_token",
        "api-key",
        "apikey",
        "APIKey",
        "api_key",
        "x.api.key",
        "credential",
        "credentials",
        "private_key",
        "privateKey",
        "account-key",
        "fs.azure.account.key.x",
        "AccountKey",
        "access-key",
        "s3.access.key",
        "AWS_ACCESS_KEY_ID",
        "service-key",
        "sharedAccessKey",
        "encryption.key",
        "ssl.keystore.key",
        "auth",
        "basic.auth.user.info",
        "basicAuth",
        "oauth2",
        "Authorization",
        "sasl.jaas.config",
        "saslMechanism",
        "jaas",
        "auth-params",
        "http-headers",
        "sig",
        "X-Amz-Signature",
        "db.pw",
      })
  void aNameThatTellsASecretIsKnown(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.argument("-D" + name + "=hunter2 and; more=x&y"))
        .isEqualTo("-D" + name + "=******");
    assertThat(Secrets.argument("kafka://h:1/t?" + name + "=hunter2, too&format=json"))
        .isEqualTo("kafka://h:1/t?" + name + "=******&format=json");
    assertThat(Secrets.masked("x y?" + name + "=hunter2: what"))
        .isEqualTo("x y?" + name + "=******: what");
    assertThat(Secrets.masked("{\"" + name + "\": \"hunter2 ä\", \"b\": 1}"))
        .isEqualTo("{\"" + name + "\": ******, \"b\": 1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max.partition.fetch.bytes",
        "key.serializer",
        "--key",
        "key",
        "keyspace",
        "storage.keyspace",
        "access.keyspace",
        "passes",
        "max-passes",
        "bypass",
        "compass",
        "passengers",
        "author",
        "AUTHOR",
        "authority",
        "design",
        "signal",
        "assignment",
        "monkey",
        "primary-key",
        "partition-key",
        "group-by",
        "compression.type",
        "execution.checkpointing.interval",
        "pwr",
        "password-file",
        "token_file",
      })
  void anOrdinaryNameStays(String name) {
    String argument = "kafka://h:1/t?" + name + "=abc&format=json";
    assertThat(Secrets.argument(argument)).isEqualTo(argument);
    assertThat(Secrets.masked(argument + ": no")).isEqualTo(argument + ": no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "postgres://ann:hunter2@h/d | postgres://ann:******@h/d",
        "postgres://ann@corp.com:hunter2@h/d | postgres://ann@corp.com:******@h/d",
        "postgres://ann:a/hunter2?@h/d | postgres://ann:******@h/d",
        "redis://:hunter2@h | redis://:******@h",
        "a,b://u:hunter2@h,c://u:hunter2@h | a,b://u:******@h,c://u:******@h",
        "jdbc:oracle:thin:scott/hunter2@//h:1521/x | jdbc:oracle:thin:scott/******@//h:1521/x",
        "--output=ann:hunter2@db/shop | --output=ann:******@db/shop",
        "kafka://h:1/t?sasl.jaas.config=x.Y required username=\"u\" password=\"hunter2\";&format=json | kafka://h:1/t?sasl.jaas.config=******&format=json",
        "kafka://h:1/t?x='a password=\"hunter2 b\";'&y=1 | kafka://h:1/t?x='a password=******;'&y=1",
        "-Dx=a=b;password=hunter2 c;d=e | -Dx=a=b;password=******;d=e",
        "-Dx=a:b,token:12345 | -Dx=a:b,token:******",
        "-Dx=AccountEndpoint=https://h;AccountKey=hunter2==; | -Dx=AccountEndpoint=https://h;AccountKey=******",
        "kafka://auth:9092,token2:9092/t | kafka://auth:9092,token2:9092/t",
        "jdbc:postgresql://h/d?user=a@b&password-file=/run/pw | jdbc:postgresql://h/d?user=a@b&password-file=/run/pw",
        "files:a/token/x?format=csv | files:a/token/x?format=csv",
      })
  void anArgumentIsShownWithoutSecrets(String argument, String shown) {
    assertThat(Secrets.argument(argument)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "connection to jdbc:x://ann:hunter2@db/s?password=hunter2 failed | connection to jdbc:x://ann:******@db/s?password=****** failed",
        "Login failed (user: ann, password: hunter2) | Login failed (user: ann, password: ******)",
        "Authorization: Bearer hunter2.x | Authorization: Bearer ******",
        "with sasl.jaas.config='a password=\"hunter2 b\";' set | with sasl.jaas.config=****** set",
        "{password=hunter2, user=x} | {password=******, user=x}",
        "password = \"hunter2 not closed | password = ******",
        "data/passwords.csv:17: amount '12,5' is not a number | data/passwords.csv:17: amount '12,5' is not a number",
        "config /etc/kafka.secret: there is no such file | config /etc/kafka.secret: there is no such file",
        "setting 'token' needs a value | setting 'token' needs a value",
        "no database answers at token-db:5432/shop; is it up | no database answers at token-db:5432/shop; is it up",
        "'jdbc:x?password=': unknown setting 'x' | 'jdbc:x?password=': unknown setting 'x'",
      })
  void aMessageIsShownWithoutSecrets(String message, String shown) {
    assertThat(Secrets.masked(message)).isEqualTo(shown);
  }

  @Test
  void aLibraryMayQuoteASecretWithoutItsName() {
    String jaas = "x.Login required username=\"ann\" password=\"hunter2\";";
    assertThat(Secrets.without(jaas, "Invalid control flag 'hunter2' in " + jaas + " (ann)"))
        .isEqualTo("Invalid control flag '******' in ****** (ann)");
    assertThat(Secrets.without("", "as it is")).isEqualTo("as it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka://h/t?pasword=hunter2 b", "kafka://h/t?sekrit=hunter2 b&format=json",
        "kafka://h/t?s3.secret-key=hunter2 b", "kafka://ann:hunter2 b@h/t",
      })
  void aMessageQuotesNoSecretOfASetting(String text) {
    Problems problems = new Problems();
    Settings.parse("--output", text, "kafka://", List.of("format"), problems);
    problems.add("--output " + text + ": is not a topic");
    assertThat(String.join("\n", problems.messages()))
        .contains("******", "is not a topic")
        .doesNotContain("hunter2", " b");
  }

  @Test
  void aMisspeltSettingThatIsNoSecretIsQuotedAsTyped() {
    Problems problems = new Problems();
    Settings.parse("--output", "files:x?fromat=csv", "files:", List.of("format"), problems);
    assertThat(problems.messages())
        .containsExactly(
            "--output files:x?fromat=csv: unknown setting 'fromat'; there are: format (did you mean"
                + " format?)");
  }

  @Test
  void aMessageQuotesNoSecretOfACommandLine() {
    assertThat(
            String.join(
                "\n",
                Parsed.faults(
                    "--rows=x",
                    "kafka://h/t?password=hunter2 b",
                    "--to=my.token=hunter2 b",
                    "a\u001b\nb")))
        .contains("'kafka://h/t?password=******' is not an option", "'a\\u001b\\nb'")
        .doesNotContain("hunter2", " b");
  }
}

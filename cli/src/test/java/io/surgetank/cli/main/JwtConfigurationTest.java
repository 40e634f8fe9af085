package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The section `access.jwt` and the files that it names, as commands report them.
@Timeout(120)
class JwtConfigurationTest {
  @TempDir private Path folder = Path.of("");

  private CommandOutput checked(String access) throws Exception {
    JwtConfiguration.with(folder, access);
    return CommandOutput.by("check", "--config=" + folder.resolve("surgetank.yaml"));
  }

  @Test
  void check_names_the_issuer_of_a_valid_configuration() throws Exception {
    Files.writeString(folder.resolve("jwks.json"), TestIssuer.keySet(SigningKey.ec("a")));

    CommandOutput checked = checked(TestIssuer.configuration("jwks.json"));

    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.out())
        .contains("JSON Web Tokens of https://issuer.example/ for https://jobs.example.");
  }

  @Test
  void check_reports_all_errors_with_their_places() throws Exception {
    CommandOutput checked =
        checked(
            """
            access:
              jwt:
                audience: "a b"
                jwks: http://login.example.com/keys
                ca: ca.pem
                algorithms: [RS256, HS256, none]
                leeway: 10m
                scope: jobs
                scopes: {submit: [], owner: jobs}
            """);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.err())
        .contains(
            "access.jwt.issuer: is missing; add 'issuer:'",
            "access.jwt.audience: 'a b' has a blank or another character than ASCII",
            "access.jwt.jwks: 'http://login.example.com/keys' is neither an https URL nor a file",
            "access.jwt.algorithms: 'HS256' is not allowed; use RS256, ES256, EdDSA",
            "access.jwt.algorithms: 'none' is not allowed",
            "access.jwt.leeway: '10m' is more than 2m",
            "access.jwt.scope: is an unknown key; did you mean 'scopes'?",
            "access.jwt.scopes.submit: has no value",
            "access.jwt.scopes.owner: is an unknown key")
        .containsPattern("surgetank.yaml:\\d+:15: access.jwt.audience: ")
        .contains("9 errors.");
  }

  @Test
  void check_reads_the_key_set_and_the_certificates_also_beside_other_errors() throws Exception {
    String file = folder.resolve("jwks.json").toString();
    assertThat(checked(TestIssuer.configuration("jwks.json")).err())
        .containsPattern("surgetank.yaml:\\d+:11: access.jwt.jwks: ")
        .contains(file + " does not exist; save the key set of the issuer in the file");
    Files.writeString(
        folder.resolve("jwks.json"), "{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]}");
    assertThat(checked(TestIssuer.configuration("jwks.json") + "x: 1\n").err())
        .contains("has no usable key: key 1 is secret or private")
        .contains("x: is an unknown key");
    String remote = TestIssuer.configuration("https://login.example.com/keys");
    assertThat(checked(remote + "    ca: ca.pem\n").err())
        .containsPattern("surgetank.yaml:\\d+:9: access.jwt.ca: ")
        .contains("ca.pem");
  }

  @Test
  void a_configuration_with_tokens_is_not_deployed_where_they_would_not_be_required()
      throws Exception {
    var _ = checked(TestIssuer.configuration("https://login.example.com/keys"));
    String config = "--config=" + folder.resolve("surgetank.yaml");

    for (var words :
        List.of(List.of("package", "--output=" + folder.resolve("out")), List.of("aws-local"))) {
      var all = new ArrayList<>(words);
      all.add(config);
      CommandOutput refused = CommandOutput.by(all.toArray(String[]::new));

      assertThat(refused.exit()).as(words + refused.err()).isNotZero();
      assertThat(refused.err()).contains("access.jwt: is not supported on AWS");
    }
  }

  /// It would delay every start.
  @Test
  void a_server_without_tokens_loads_no_class_of_the_library() throws Exception {
    Path classes = folder.resolve("classes.log");
    List<String> command =
        JavaCommand.of(
            Main.class,
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Xlog:class+load:file=" + classes);
    command.addAll(List.of("serve", "--port=0", "--builtin", "--data=" + folder.resolve("data")));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      awaitListening(process.inputReader());
    } finally {
      process.destroy();
      process.waitFor();
    }

    assertThat(Files.readString(classes))
        .contains("io.surgetank.cli.main.JwtWiring ")
        .doesNotContain("com.nimbusds", "io.surgetank.jwt.JwtVerifier ", "java.net.http.");
  }

  private static void awaitListening(BufferedReader output) throws Exception {
    for (String line; (line = output.readLine()) != null; )
      if (line.contains("listening on ")) return;
    throw new AssertionError("the server ended before it listened");
  }
}

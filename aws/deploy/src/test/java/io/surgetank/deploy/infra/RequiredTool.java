package io.surgetank.deploy.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program of this machine that tests start: where it must be and which version it must report.
/// The search path is not used for what Debian has: what it finds differs from machine to machine.
/// What Debian does not have is looked for there, at one exact version. A test whose program is
/// missing, or reports another version, is skipped and says so; `.ci/run` installs what can be
/// installed and fails when a test was skipped.
///
/// The environment variable `SURGETANK_TEST_AWS` (`_NODE`, ...) names another place.
public enum RequiredTool {
  /// The version that Debian 12 has. Another one may end differently: version 1 exits with 255 for
  /// an empty change set.
  AWS("/usr/bin/aws", "aws-cli/2\\.9\\.19 .*", "awscli"),
  BASH("/bin/bash", "GNU bash, version [45]\\..*", "bash"),
  CURL("/usr/bin/curl", "curl [78]\\..*", "curl"),
  HAPROXY("/usr/sbin/haproxy", "HAProxy version [23]\\..*", "haproxy") {
    @Override
    List<String> versionOptions() {
      return List.of("-v");
    }
  },
  NGINX("/usr/sbin/nginx", "nginx version: nginx/1\\..*", "nginx") {
    @Override
    List<String> versionOptions() {
      return List.of("-v");
    }
  },
  NODE("/usr/bin/node", "v(1[89]|2[0-9])\\..*", "nodejs"),
  NPM("/usr/bin/npm", "(9|1[01])\\..*", "npm"),
  OPENSSL("/usr/bin/openssl", "OpenSSL 3\\..*", "openssl") {
    @Override
    List<String> versionOptions() {
      return List.of("version");
    }
  },
  SYSTEMD_ANALYZE("/usr/bin/systemd-analyze", "systemd 2\\d\\d .*", "systemd"),
  CFN_LINT("cfn-lint", "cfn-lint 1\\.51\\..*", ""),
  /// A Python that has moto, an imitation of AWS's services.
  MOTO("python3", "moto 5\\.2\\.1", "") {
    @Override
    List<String> versionOptions() {
      return List.of("-c", "import moto; print('moto', moto.__version__)");
    }
  },
  TERRAFORM("terraform", "Terraform v1\\.11\\.4", "");

  private static final String SYSTEM = "/usr/bin:/bin";

  private static final Map<RequiredTool, Optional<String>> FAULTS = new ConcurrentHashMap<>();

  private final String usual;
  private final Pattern version;
  private final String debian;

  RequiredTool(String usual, String version, String debian) {
    this.usual = usual;
    this.version = Pattern.compile(version);
    this.debian = debian;
  }

  /// Where it is. Skips the test where it is not, or is another version.
  public Path path() {
    FAULTS.computeIfAbsent(this, RequiredTool::fault).ifPresent(RequiredTool::skip);
    return place();
  }

  /// Skips the test unless all of them are there.
  public static void require(RequiredTool... tools) {
    for (RequiredTool tool : tools) tool.path();
  }

  /// Skips the test with a reason that is also in the build's output.
  public static void skip(String reason) {
    System.out.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }

  /// The folder of Node.js, then the usual ones.
  public static String searchPath() {
    return NODE.place().getParent() + ":" + SYSTEM;
  }

  private Path place() {
    String named = System.getenv("SURGETANK_TEST_" + name());
    if (named != null) return Path.of(named);
    return isOfDebian() ? Path.of(usual) : found(usual, System.getenv("PATH"));
  }

  private boolean isOfDebian() {
    return !debian.isEmpty();
  }

  /// The first on a search path; the bare name where there is none.
  static Path found(String name, String searchPath) {
    return Stream.of(searchPath.split(":", -1))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(name));
  }

  private Optional<String> fault() {
    return fault(place(), version, versionOptions(), isOfDebian())
        .map(fault ->
            "%s; %sset SURGETANK_TEST_%s to the path of one"
                .formatted(
                    fault,
                    isOfDebian()
                        ? "install it with: apt-get install " + debian + " (.ci/run does), or "
                        : "put it on the search path, or ",
                    name()));
  }

  List<String> versionOptions() {
    return List.of("--version");
  }

  /// What keeps the program from being used.
  static Optional<String> fault(Path program, Pattern version) {
    return fault(program, version, List.of("--version"), true);
  }

  private static Optional<String> fault(
      Path program, Pattern version, List<String> options, boolean isOfDebian) {
    if (!Files.isExecutable(program)) return Optional.of("there is no " + program);
    String reported = reported(program, options, isOfDebian);
    return version.matcher(reported).matches()
        ? Optional.empty()
        : Optional.of(
            "%s reports '%s' as its version, and the tests need %s"
                .formatted(program, reported, version));
  }

  /// The first line of what it says about its version.
  private static String reported(Path program, List<String> options, boolean isOfDebian) {
    try {
      var command = new ArrayList<String>(List.of(program.toString()));
      command.addAll(options);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      // npm is a script for the first `node` on the search path.
      if (isOfDebian) builder.environment().put("PATH", searchPath());
      // A file that it names may be missing, which Terraform says before its version.
      builder.environment().remove("TF_CLI_CONFIG_FILE");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "nothing within 20 s";
      }
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.exitValue() != 0) return "exit status " + process.exitValue();
      return text.lines().findFirst().orElse("");
    } catch (IOException unstarted) {
      return String.valueOf(unstarted.getMessage());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}

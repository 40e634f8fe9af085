package io.surgetank.cli.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.Surgetank;
import io.surgetank.cli.main.Wiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each program in the commands of the pages is run by a test, or listed here with the reason why
/// not. A page with another program fails until it is one or the other.
class DocumentedProgramsTest {
  private static final Map<String, String> RUN_BY =
      Map.ofEntries(
          entry("curl", "DocumentedCurlTest, HandlerPageTest"),
          entry(".", "HandlerPageTest: reads .mvn/find-jdk.sh"),
          entry("$JAVA_HOME/bin/javac", "HandlerPageTest"),
          entry("surgetank", "DocumentedCommandsTest: parses each line; LauncherTest"));

  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          entry("useradd", "changes the users of the machine"),
          entry("install", "needs the user that useradd creates"),
          entry("runuser", "needs root; the surgetank command after it is parsed"),
          entry("kill", "named without a process; ServerKillTest kills servers"),
          entry("ulimit", "the usual name of the limit; MetricsPageTest has the metric"),
          entry("sqlite3", "named without a query"),
          entry("fuser", "not installed on each machine; reads only"),
          entry("openssl", "not installed on each machine; tests use certificates of keytool"),
          entry("ls", "has the placeholder PID; reads only"));

  /// Where a shell expects a command.
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|\\$\\(|\\| |&& |; )\"?([.$\\w][\\w./$-]*)\"?(?= |$)");

  /// A line of a text block that is a command, not output, which is in columns or indented.
  private static final Pattern COMMAND_IN_TEXT =
      Pattern.compile("^([a-z][\\w-]*(?= [^ ={]|$)|[a-z.]*/[\\w./-]+(?= |$))");

  /// A name is a program's if an option or a path comes after it.
  private static final Pattern COMMAND_IN_SENTENCE =
      Pattern.compile("^([a-z][\\w-]*|[\\w.]*/[\\w./-]+)(?= (-|[\\w.]*/).*)");

  @Test
  void each_program_is_run_or_has_a_reason_why_not() {
    Map<String, List<String>> uses = uses();
    var known = new ArrayList<String>(RUN_BY.keySet());
    known.addAll(NOT_RUN.keySet());

    assertThat(uses).containsOnlyKeys(known);
  }

  /// Otherwise the commands of a block would not be found.
  @Test
  void a_block_with_commands_is_sh_or_text() {
    for (Path page : CodeSample.pages())
      assertThat(CodeSample.of(page))
          .as(page.toString())
          .extracting(CodeSample::language)
          .isSubsetOf(
              CodeSample.INLINE, "sh", "text", "ini", "json", "yaml", "java", "nginx", "http");
  }

  @Test
  void the_scripts_of_the_repository_exist() {
    var missing = new ArrayList<String>();
    var found = new ArrayList<String>();
    for (Path page : CodeSample.pages())
      programs(page)
          .filter(DocumentedProgramsTest::isScript)
          .forEach(script -> {
            found.add(script);
            if (!Files.isExecutable(script(page, script))) missing.add(page + ": " + script);
          });

    assertThat(missing).isEmpty();
    assertThat(found).contains("./mvnw", "./surgetank", "tools/bench/run", "tools/proof/run");
  }

  private static Map<String, List<String>> uses() {
    List<String> subcommands =
        List.copyOf(Surgetank.commandLine(new Wiring()).getSubcommands().keySet());
    var uses = new TreeMap<String, List<String>>();
    for (Path page : CodeSample.pages())
      programs(page)
          .map(program -> program.equals("/opt/surgetank/surgetank") ? "surgetank" : program)
          .filter(program -> !isScript(program) && !subcommands.contains(program))
          .forEach(program ->
              uses.computeIfAbsent(program, _ -> new ArrayList<>()).add(page.toString()));
    return uses;
  }

  private static Stream<String> programs(Path page) {
    return CodeSample.of(page).stream().flatMap(DocumentedProgramsTest::programs);
  }

  private static Stream<String> programs(CodeSample sample) {
    if (sample.isShell()) return matches(COMMAND, sample);
    if (sample.isInline()) return matches(COMMAND_IN_SENTENCE, sample);
    return sample.language().equals("text") ? matches(COMMAND_IN_TEXT, sample) : Stream.empty();
  }

  private static Stream<String> matches(Pattern pattern, CodeSample sample) {
    return sample.lines().stream()
        .flatMap(line -> pattern.matcher(line).results())
        .map((MatchResult command) -> command.group(1));
  }

  private static boolean isScript(String program) {
    return program.matches("[\\w.]+/.*");
  }

  private static Path script(Path page, String script) {
    Path folder = Repository.root().resolve(page).getParent();
    return (script.startsWith("../") && folder != null ? folder : Repository.root())
        .resolve(script);
  }
}

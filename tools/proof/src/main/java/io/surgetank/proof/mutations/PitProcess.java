package io.surgetank.proof.mutations;

import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.ChildProcesses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs PIT in a process.
///
/// @param libraries folder with the jars of PIT and JUnit
/// @param threads that test mutants
public record PitProcess(Path libraries, int threads) {
  private static final String MAIN = "org.pitest.mutationtest.commandline.MutationCoverageReport";
  private static final Duration LONGEST = Duration.ofHours(12);

  /// The tag of tests that would take hours, because each survivor runs them.
  private static final String EXCLUDED_TAG = "long";

  /// Options of the processes that run tests.
  private static final String TEST_JVM =
      "-Xmx768m,-XX:TieredStopAtLevel=1,--enable-native-access=ALL-UNNAMED";

  /// Added to the normal time of a test, since other processes use the machine too.
  private static final String TIMEOUT_MILLIS = "5000";

  public PitProcess {
    if (threads < 1) throw new IllegalArgumentException("at least one thread");
  }

  /// Tests the mutants of a part. Empty if the time limit of the run ended it.
  ///
  /// @param folder for the report and the messages. If it has a complete report, that is read
  Optional<List<Mutant>> run(
      MutatedPart part, ModuleClasses classes, Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Path complete = folder.resolve("complete");
    if (!Files.exists(complete) && !test(command(part, classes, folder), classes, folder, progress))
      return Optional.empty();
    Files.writeString(complete, "");
    return Optional.of(new MutationReport(classes.sources()).read(folder.resolve("mutations.xml")));
  }

  private static boolean test(
      List<String> command, ModuleClasses classes, Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command)
                .directory(classes.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(progress.remaining(LONGEST))) return false;
      if (process.exitValue() != 0)
        throw new IOException("PIT failed: " + Files.readString(output));
      return true;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> command(MutatedPart part, ModuleClasses classes, Path folder)
      throws IOException {
    var command = new ArrayList<String>();
    command.addAll(List.of(java(), "-Xmx1g", "-cp", classPath(classes), MAIN));
    command.addAll(List.of("--reportDir", folder.toString()));
    command.addAll(List.of("--sourceDirs", classes.sources().toString()));
    command.addAll(List.of("--mutableCodePaths", classes.main().toString()));
    command.addAll(List.of("--targetClasses", String.join(",", part.classes())));
    command.addAll(List.of("--targetTests", String.join(",", part.tests())));
    if (!part.excludedTests().isEmpty())
      command.addAll(List.of("--excludedTestClasses", String.join(",", part.excludedTests())));
    command.addAll(List.of("--excludedGroups", EXCLUDED_TAG));
    command.addAll(List.of("--threads", Integer.toString(threads)));
    command.addAll(List.of("--jvmArgs", TEST_JVM, "--jvmPath", java()));
    command.addAll(List.of("--timeoutConst", TIMEOUT_MILLIS));
    command.addAll(List.of("--outputFormats", "XML", "--timestampedReports=false"));
    command.addAll(List.of("--verbosity", "NO_SPINNER"));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The class path of this process has the other modules.
  private String classPath(ModuleClasses classes) throws IOException {
    if (!Files.isDirectory(libraries)) throw new IOException(libraries + " does not exist");
    var entries = new ArrayList<>(List.of(classes.tests().toString(), classes.main().toString()));
    try (Stream<Path> jars = Files.list(libraries)) {
      entries.addAll(jars.map(jar -> jar.toAbsolutePath().toString()).sorted().toList());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1))
      entries.add(Path.of(entry).toAbsolutePath().toString());
    return String.join(File.pathSeparator, entries);
  }
}

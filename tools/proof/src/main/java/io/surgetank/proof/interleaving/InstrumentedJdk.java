package io.surgetank.proof.interleaving;

import io.surgetank.proof.campaign.ChildProcesses;
import io.surgetank.proof.campaign.Folders;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The JDK of this process with the hooks of Fray in its classes, and Fray's native library.
///
/// `jlink` creates it from the run-time image, without `jmods`: about ten seconds. It is kept for
/// later runs.
record InstrumentedJdk(Path folder) {
  private static final String AGENT = "agent.jar";
  private static final String LIBRARY = "libjvmti.so";

  /// Those that the store and Fray use; more would only take longer.
  private static final String MODULES = "java.sql,java.instrument,java.management,jdk.unsupported";

  private static final int MAX_MINUTES = 5;

  /// Why it cannot be created on this machine; empty if it can.
  static Optional<String> unsupported() {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.equals("Linux on amd64"))
      return Optional.of("Fray has a native library for Linux on amd64 only; this is " + system);
    if (!Files.isExecutable(jlink())) return Optional.of("there is no jlink in this JDK");
    return Optional.empty();
  }

  /// Creates it unless it exists.
  ///
  /// @param parent of the folders that are kept, one for each JDK
  static InstrumentedJdk in(Path parent) throws IOException, InterruptedException {
    Path folder = parent.resolve("fray-jdk-" + Runtime.version());
    if (!Files.exists(folder.resolve(LIBRARY))) {
      if (Files.exists(folder)) Folders.remove(folder);
      link(folder);
      writeAgent(folder);
      // Last, since it marks the folder as complete.
      extractLibrary(folder);
    }
    return new InstrumentedJdk(folder);
  }

  private static Path jlink() {
    return Path.of(System.getProperty("java.home"), "bin", "jlink");
  }

  private static void link(Path folder) throws IOException, InterruptedException {
    String plugin = jar("/fray-instrumentation-jdk-");
    String modules = String.join(File.pathSeparator, pluginModules());
    Path output = Files.createTempFile("jlink", ".out");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(
                    jlink().toString(),
                    "-J-javaagent:" + plugin,
                    "-J--module-path=" + modules,
                    "-J--class-path=" + modules,
                    "-J--add-modules=org.pastalab.fray.instrumentation.jdk",
                    "--output=" + folder,
                    "--add-modules=" + MODULES,
                    "--fray-instrumentation")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0)
        throw new IOException("jlink cannot instrument the JDK: " + Files.readString(output));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  /// A jar with only a manifest: the class is on the class path.
  private static void writeAgent(Path folder) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), ThreadControlAgent.class.getName());
    try (var file = Files.newOutputStream(folder.resolve(AGENT))) {
      new JarOutputStream(file, manifest).close();
    }
  }

  private static void extractLibrary(Path folder) throws IOException {
    try (var jar = new JarFile(jar("/fray-jvmti-linux-x8664-"));
        InputStream in = jar.getInputStream(jar.getEntry(LIBRARY))) {
      Files.copy(in, folder.resolve(LIBRARY));
    }
  }

  /// Starts a Java process with the instrumented classes.
  List<String> command() {
    var command = new ArrayList<String>();
    command.add(folder.resolve("bin").resolve("java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-javaagent:" + folder.resolve(AGENT),
            "-agentpath:" + folder.resolve(LIBRARY),
            "-cp",
            // The plugin's classes are in the instrumented JDK. DynamoDB Local, which no scenario
            // uses, contains classes of an older Kotlin than Fray's.
            String.join(
                File.pathSeparator,
                classPath()
                    .filter(entry -> !isOfPlugin(entry) && !entry.contains("/DynamoDBLocal-"))
                    .toList())));
    return command;
  }

  private static List<String> pluginModules() {
    return classPath().filter(entry -> isOfPlugin(entry) || entry.contains("/kotlin-")).toList();
  }

  private static boolean isOfPlugin(String entry) {
    return entry.contains("/fray-instrumentation-jdk-")
        || entry.contains("/fray-instrumentation-base-")
        || entry.contains("/fray-runtime-")
        || entry.contains("/asm-");
  }

  private static String jar(String name) {
    return classPath()
        .filter(entry -> entry.contains(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
  }

  private static java.util.stream.Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }
}

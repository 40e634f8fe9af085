package io.surgetank.proof.mutations;

import io.surgetank.proof.campaign.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An unchecked build, which does not replace the classes of a checked one.
///
/// @param root of the repository
public record MavenBuild(Path root) implements ModuleBuild {
  @Override
  public ModuleClasses compile(String module) throws IOException, InterruptedException {
    Path output = Files.createTempFile("build", ".out");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command(module))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      if (process.waitFor() != 0) throw new IOException(Files.readString(output));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
    Path folder = root.resolve(module);
    Path target = folder.resolve("target");
    return new ModuleClasses(
        folder,
        folder.resolve("src/main/java"),
        target.resolve("quick-classes"),
        target.resolve("quick-test-classes"));
  }

  private List<String> command(String module) {
    String maven = root.resolve("mvnw").toString();
    return List.of(maven, "-B", "-ntp", "-q", "-Dquick", "-am", "-pl", module, "test-compile");
  }
}

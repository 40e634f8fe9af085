package io.surgetank.proof.server;

import io.surgetank.proof.campaign.ChildProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How to start a server on a data folder.
///
/// @param aotCache of the class path of this process, for a faster start
public record ServerSetup(
    Path data, Path configuration, Path output, Optional<Path> aotCache, List<String> jvmOptions) {
  public ServerSetup {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /// Starts a process on any free port; it may not listen yet.
  public KillableServer start() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    aotCache.ifPresent(cache ->
        command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.surgetank.cli.main.Main", "serve", "--port=0", "--log-level=error"));
    command.addAll(List.of("--data=" + data, "--config=" + configuration));
    return new KillableServer(
        ChildProcesses.start(
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))),
        data);
  }
}

package io.surgetank.proof.campaign;

import java.nio.file.Files;
import java.nio.file.Path;

/// A process with a temporary folder and a child process, which it waits for.
final class InterruptedRun {
  private InterruptedRun() {}

  /// Prints the id of the child process.
  ///
  /// @param args the folder
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectory(Path.of(args[0]));
    Folders.removeAtExit(folder, () -> true);
    Path _ = Files.writeString(folder.resolve("file"), "content");
    Process child = ChildProcesses.start(new ProcessBuilder("sleep", "600"));
    System.out.println(child.pid());
    System.exit(child.waitFor());
  }
}

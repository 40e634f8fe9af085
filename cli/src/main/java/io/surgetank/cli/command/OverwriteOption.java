package io.surgetank.cli.command;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/// Whether a command may replace files that it did not write.
final class OverwriteOption {
  @Option(names = "--force", description = "Replace any existing output file.")
  private boolean isForced;

  /// Reports each file that must not be replaced. True if there is none.
  boolean permits(List<GeneratedFile> files) {
    if (isForced) return true;
    boolean permitted = true;
    for (GeneratedFile file : files) {
      if (isReplaceable(file)) continue;
      Terminal.err(
          file.path()
              + " already exists and was not written by this command; use --force to replace it.");
      permitted = false;
    }
    return permitted;
  }

  /// What cannot be read is not known to be the command's.
  private static boolean isReplaceable(GeneratedFile file) {
    try {
      return file.isReplaceable();
    } catch (IOException unreadable) {
      return false;
    }
  }
}

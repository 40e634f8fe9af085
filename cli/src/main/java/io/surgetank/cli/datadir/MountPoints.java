package io.surgetank.cli.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The mount points of a Linux system: those that it should have, and those that it has.
///
/// @param configured lines of `/etc/fstab`
/// @param mounted lines of `/proc/self/mounts`
public record MountPoints(List<String> configured, List<String> mounted) {
  /// Spaces in a path are written as `\\040`.
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

  /// Those of this system; empty on others.
  public static MountPoints ofSystem() {
    return new MountPoints(lines(Path.of("/etc/fstab")), lines(Path.of("/proc/self/mounts")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /// The innermost mount point above or at `folder` that is configured but not mounted.
  public Optional<Path> unmounted(Path folder) {
    Path real = real(folder.toAbsolutePath().normalize());
    Set<Path> present = new HashSet<>(paths(mounted));
    return paths(configured).stream()
        .filter(point -> real.startsWith(point) && !present.contains(point))
        .max(Comparator.comparingInt(Path::getNameCount));
  }

  /// With symbolic links resolved, as far as the folder exists.
  private static Path real(Path folder) {
    for (Path at = folder; at != null; at = at.getParent())
      if (Files.exists(at))
        try {
          return at.toRealPath().resolve(at.relativize(folder));
        } catch (IOException unresolved) {
          return folder;
        }
    return folder;
  }

  /// The second field of each line, if it is a path.
  private static List<Path> paths(List<String> lines) {
    return lines.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 1 && !fields[0].startsWith("#"))
        .filter(fields -> fields[1].startsWith("/"))
        .map(fields -> Path.of(unescaped(fields[1])).normalize())
        .toList();
  }

  private static String unescaped(String path) {
    return OCTAL
        .matcher(path)
        .replaceAll(code -> {
          char character = (char) Integer.parseInt(code.group(1), 8);
          return character == '\\' || character == '$' ? "\\" + character : "" + character;
        });
  }
}

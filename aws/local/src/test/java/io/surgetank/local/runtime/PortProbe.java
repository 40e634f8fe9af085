package io.surgetank.local.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The TCP sockets on which this process and its child processes listen. Empty without `/proc`.
final class PortProbe {
  private static final String LISTEN = "0A";

  private PortProbe() {}

  /// The local addresses, as `/proc/net/tcp` writes them.
  static List<String> sockets() throws IOException {
    Set<String> inodes = new HashSet<>();
    var processes =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants());
    for (ProcessHandle process : processes.toList()) inodes.addAll(inodes(process.pid()));
    var sockets = new ArrayList<String>();
    for (String table : List.of("tcp", "tcp6"))
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTEN) && inodes.contains(columns[9])) sockets.add(columns[1]);
      }
    return sockets;
  }

  private static Set<String> inodes(long pid) throws IOException {
    var inodes = new HashSet<String>();
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : files.toList()) {
        String target = linkOf(file);
        if (target.startsWith("socket:["))
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
      }
    }
    return inodes;
  }

  private static String linkOf(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /// 127.0.0.1, the same as an IPv4-mapped IPv6 address, or ::1; the bytes of each word are
  /// reversed.
  static boolean isLoopback(String address) {
    String host = address.substring(0, address.indexOf(':'));
    return host.equals("0100007F")
        || host.equals("0000000000000000FFFF00000100007F")
        || host.equals("00000000000000000000000001000000");
  }
}

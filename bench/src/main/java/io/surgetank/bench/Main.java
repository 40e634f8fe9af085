package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// `bench/run`: measures the parts asked for, from the root of the repository.
public final class Main {
  private static final List<Part> USUAL = List.of(Part.DISK, Part.LOAD, Part.BATCHES, Part.STARTUP);

  private Main() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    var parts = new ArrayList<Part>();
    var plan = Plan.FULL;
    for (String word : words)
      if (word.equals("--quick")) plan = Plan.QUICK;
      else parts.add(Part.of(word));
    if (parts.isEmpty()) parts.addAll(USUAL);
    Path target = Files.createDirectories(Path.of("bench/target").toAbsolutePath());
    try (var folder = new WorkFolder(workFolder(target))) {
      // Also when it is interrupted, no gigabytes and no servers stay behind.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(folder::close));
      measure(parts, folder, plan);
    }
  }

  private static void measure(List<Part> parts, WorkFolder folder, Plan plan)
      throws IOException, InterruptedException {
    var disk = Disk.measure(folder.path());
    String machine = Machine.facts() + ", " + disk.fact();
    System.out.println(machine);
    var page = new Page(Path.of("docs/benchmarks.md"));
    for (Part part : parts) {
      System.out.printf("%n== %s%n", part.title);
      String found =
          switch (part) {
            case PEERS -> new Peers(folder, plan).measure();
            case DISK -> disk.section();
            case LOAD -> new Load(folder).measure();
            case BATCHES -> new Batches(folder).measure();
            case GROWTH -> new Growth(folder).measure();
            case COLDSTART -> new ColdStarts(folder).measure();
            case STARTUP -> new StartUp(folder).measure();
            case PROFILE -> new Profile(folder).measure();
          };
      System.out.printf("%n%s%n", found);
      if (part != Part.PROFILE) page.put(part, found + "\n" + footnote(part, machine, plan));
    }
  }

  /// A folder that others get through, if they know what they look for: a peer's PostgreSQL does
  /// not run as root.
  private static Path workFolder(Path target) throws IOException {
    Path folder = Files.createTempDirectory(target, "run");
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static String footnote(Part part, String machine, Plan plan) {
    var today = LocalDate.now(ZoneOffset.UTC);
    String how = part == Part.PEERS && plan.equals(Plan.QUICK) ? " --quick" : "";
    return "`bench/run %s%s`, %s: %s.%n".formatted(part.word(), how, today, machine);
  }
}

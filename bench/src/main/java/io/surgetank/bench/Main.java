package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    for (String word : words) parts.add(Part.of(word));
    if (parts.isEmpty()) parts.addAll(USUAL);
    Path target = Files.createDirectories(Path.of("bench/target").toAbsolutePath());
    try (var folder = new WorkFolder(Files.createTempDirectory(target, "run"))) {
      // Also when it is interrupted, no gigabytes and no servers stay behind.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(folder::close));
      measure(parts, folder);
    }
  }

  private static void measure(List<Part> parts, WorkFolder folder)
      throws IOException, InterruptedException {
    var disk = Disk.measure(folder.path());
    String machine = Machine.facts() + ", " + disk.fact();
    System.out.println(machine);
    var page = new Page(Path.of("docs/benchmarks.md"));
    for (Part part : parts) {
      System.out.printf("%n== %s%n", part.title);
      String found =
          switch (part) {
            case DISK -> disk.section();
            case LOAD -> new Load(folder).measure();
            case BATCHES -> new Batches(folder).measure();
            case GROWTH -> new Growth(folder).measure();
            case COLDSTART -> new ColdStarts(folder).measure();
            case STARTUP -> new StartUp(folder).measure();
            case PROFILE -> new Profile(folder).measure();
          };
      System.out.printf("%n%s%n", found);
      if (part != Part.PROFILE) page.put(part, found + "\n" + footnote(part, machine));
    }
  }

  private static String footnote(Part part, String machine) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return "`bench/run %s`, %s: %s.%n".formatted(part.word(), today, machine);
  }
}

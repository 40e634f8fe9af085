package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// `tools/bench/run`: measures the selected parts. Run from the root of the repository.
public final class Main {
  private static final List<BenchmarkPart> DEFAULT_PARTS =
      List.of(BenchmarkPart.DISK, BenchmarkPart.LOAD, BenchmarkPart.BATCHES, BenchmarkPart.STARTUP);

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var parts = new ArrayList<BenchmarkPart>();
    var comparisonPlan = ComparisonPlan.FULL;
    for (String word : args)
      if (word.equals("--quick")) comparisonPlan = ComparisonPlan.QUICK;
      else parts.add(BenchmarkPart.of(word));
    if (parts.isEmpty()) parts.addAll(DEFAULT_PARTS);
    Path target = Files.createDirectories(Path.of("tools/bench/target").toAbsolutePath());
    try (var folder = new WorkFolder(workFolder(target))) {
      // Removes the data and ends the servers, also after an interruption.
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(folder::close));
      measure(parts, folder, comparisonPlan);
    }
  }

  private static void measure(
      List<BenchmarkPart> parts, WorkFolder folder, ComparisonPlan comparisonPlan)
      throws IOException, InterruptedException {
    var diskBenchmark = DiskBenchmark.measure(folder.path());
    String machine = Machine.description() + ", " + diskBenchmark.summary();
    System.out.println(machine);
    var benchmarkPage = new BenchmarkPage(Path.of("docs/benchmarks.md"));
    for (BenchmarkPart benchmarkPart : parts) {
      System.out.printf("%n== %s%n", benchmarkPart.title);
      String section =
          switch (benchmarkPart) {
            case PEERS -> new PeersBenchmark(folder, comparisonPlan).measure();
            case DISK -> diskBenchmark.section();
            case LOAD -> new LoadBenchmark(folder).measure();
            case BATCHES -> new BatchBenchmark(folder).measure();
            case GROWTH -> new GrowthBenchmark(folder).measure();
            case COLDSTART -> new ColdStarts(folder).measure();
            case ISOLATION -> new IsolationBenchmark(folder).measure();
            case STARTUP -> new StartupBenchmark(folder).measure();
            case PROFILE -> new ProfileRun(folder).measure();
          };
      System.out.printf("%n%s%n", section);
      if (benchmarkPart != BenchmarkPart.PROFILE)
        benchmarkPage.put(
            benchmarkPart, section + "\n" + footnote(benchmarkPart, machine, comparisonPlan));
    }
  }

  /// Other users can traverse the folder: a peer's PostgreSQL does not run as root.
  private static Path workFolder(Path target) throws IOException {
    Path folder = Files.createTempDirectory(target, "run");
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private static String footnote(
      BenchmarkPart benchmarkPart, String machine, ComparisonPlan comparisonPlan) {
    var today = LocalDate.now(ZoneOffset.UTC);
    String option =
        benchmarkPart == BenchmarkPart.PEERS && comparisonPlan.equals(ComparisonPlan.QUICK)
            ? " --quick"
            : "";
    return "`tools/bench/run %s%s`, %s: %s.%n"
        .formatted(benchmarkPart.word(), option, today, machine);
  }
}

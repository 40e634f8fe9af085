package io.surgetank.proof.planted;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignDescription;
import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.campaign.CampaignFinding;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.ChildProcesses;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plants each fault in turn and runs the campaign that must find it, in a child process.
///
/// @param root of the repository
/// @param mainClass of the child process: takes the arguments of `tools/proof/run`, ends with its
///   exit codes
/// @param only the names of the faults, if they are not all of the list
public record PlantedFaultCampaign(
    Path root, List<PlantedFault> faults, String mainClass, long seed, List<String> only)
    implements Campaign {
  public static final CampaignDescription SUMMARY =
      new CampaignDescription(
          "planted-faults",
          "Planted faults",
          """
          Shows that the campaigns can find faults. A fault is planted in the source code, such as an acknowledgement
          before the commit, a lease that is not checked or a retry without limit, and the campaign that is responsible
          for it runs. [The list](../tools/proof/planted-faults.yaml) names each fault, its source file and its campaign.
          A fault that its campaign does not find is a finding here.
          """);

  /// A fault that ends nothing is not found; a busy machine needs several times as long as an idle
  /// one.
  private static final Duration LONGEST = Duration.ofMinutes(30);

  public PlantedFaultCampaign {
    faults = List.copyOf(faults);
    only = List.copyOf(only);
  }

  @Override
  public CampaignDescription summary() {
    return SUMMARY;
  }

  @Override
  public String command() {
    return command(only);
  }

  private String command(List<String> names) {
    String selected = names.isEmpty() ? "" : " --only " + String.join(",", names);
    return "tools/proof/run planted-faults --seed " + seed + selected;
  }

  @Override
  public CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    var findings = new ArrayList<CampaignFinding>();
    Map<String, Long> found = new LinkedHashMap<>();
    long done = 0;
    for (PlantedFault fault : faults) {
      progress.update(done, faults.size(), "faults", findings.size());
      if (progress.isStopConditionMet()) break;
      Path output = Files.createDirectories(folder.resolve(fault.name()));
      switch (search(fault, output, progress)) {
        case SearchResult.Found() -> {
          String by = "found by " + fault.campaign().getFirst();
          found.merge(by, 1L, Long::sum);
          progress.note(fault.name() + ": " + by);
        }
        case SearchResult.NotFound(String reason) -> {
          String text = fault.name() + " was not found: " + reason;
          findings.add(new CampaignFinding(text, repeat(fault)));
          progress.note(text);
        }
        case SearchResult.Interrupted() -> {
          continue;
        }
      }
      progress.update(++done, faults.size(), "faults", findings.size());
    }
    var counts = new LinkedHashMap<String, Long>();
    counts.put("planted faults", done);
    counts.putAll(found);
    return new CampaignOutcome(counts, findings);
  }

  private String repeat(PlantedFault fault) {
    return command(List.of(fault.name()));
  }

  private SearchResult search(PlantedFault fault, Path folder, CampaignProgress progress)
      throws IOException, InterruptedException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    new FaultCompiler(root).compile(fault, classes);
    Path output = folder.resolve("output");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command(fault, classes, folder))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(progress.remaining(LONGEST)))
        return progress.isStopConditionMet()
            ? new SearchResult.Interrupted()
            : new SearchResult.NotFound("no end after %d minutes".formatted(LONGEST.toMinutes()));
      return switch (process.exitValue()) {
        case CampaignExitCodes.FAULT_FOUND -> new SearchResult.Found();
        case CampaignExitCodes.NOTHING_FOUND ->
            new SearchResult.NotFound("the campaign found nothing");
        default -> new SearchResult.NotFound("the campaign failed: " + lastLine(output));
      };
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> command(PlantedFault fault, Path classes, Path data) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
    command.add(mainClass);
    command.addAll(fault.campaign());
    command.addAll(
        List.of(
            "--seed",
            Long.toString(seed),
            "--max-findings",
            "1",
            "--no-record",
            "--data",
            data.toString()));
    return command;
  }

  private static String lastLine(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output);
    return lines.isEmpty() ? "no output" : lines.getLast();
  }
}

package io.surgetank.proof.main;

import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.fuzz.InputReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Repeats one input of the campaign of hostile input.
@Command(name = "fuzz-input", description = "Repeat one input of the campaign fuzz.")
final class FuzzInputCommand implements Callable<Integer> {
  @Option(names = "--target", paramLabel = "NAME", required = true, description = "The target.")
  private String target = "";

  @Parameters(paramLabel = "FILE", description = "The input.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Optional<String> violation =
        InputReplay.run(FuzzCommand.named(target), Files.readAllBytes(file));
    System.out.println(violation.map(text -> "FOUND: " + text).orElse("Nothing found."));
    return violation.isPresent() ? CampaignExitCodes.FAULT_FOUND : CampaignExitCodes.NOTHING_FOUND;
  }
}

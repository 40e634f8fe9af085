package io.surgetank.proof.campaign;

import java.io.IOException;
import java.nio.file.Path;

/// Searches for faults by many attempts to cause one. An instance is one run, with its size and
/// seed.
public interface Campaign {
  /// What it does, the same for every run.
  CampaignDescription summary();

  /// The command that repeats this run, with its seed and without a time limit: `tools/proof/run
  /// kill --kills 2000 --seed 42`.
  String command();

  /// An existing folder of the file system that has the files under test.
  ///
  /// @param folder the one that is passed to [#run]
  default Path testedFileSystem(Path folder) {
    return folder;
  }

  /// Runs to the end, or until [CampaignProgress#isStopConditionMet()]. Findings are part of the
  /// outcome; an exception means that the campaign itself failed.
  ///
  /// @param folder empty; the caller removes it
  CampaignOutcome run(Path folder, CampaignProgress progress)
      throws IOException, InterruptedException;
}

package io.surgetank.proof.main;

import picocli.CommandLine.ParameterException;

/// The exit codes of `tools/proof/run`.
final class CampaignExitCodes {
  static final int NOTHING_FOUND = 0;
  static final int FAULT_FOUND = 1;
  static final int WRONG_USAGE = 2;
  static final int ERROR = 3;

  /// For the help and the head of the script.
  static final String TABLE =
      "Exit codes: 0 nothing found, 1 a fault was found, 2 wrong usage, 3 error.";

  private CampaignExitCodes() {}

  static int of(Throwable failure) {
    return failure instanceof ParameterException ? WRONG_USAGE : ERROR;
  }
}

package io.surgetank.proof.campaign;

/// The exit codes of `tools/proof/run`.
public final class CampaignExitCodes {
  public static final int NOTHING_FOUND = 0;
  public static final int FAULT_FOUND = 1;
  public static final int WRONG_USAGE = 2;
  public static final int ERROR = 3;

  /// For the help and the head of the script.
  public static final String TABLE =
      "Exit codes: 0 nothing found, 1 a fault was found, 2 wrong usage, 3 error.";

  private CampaignExitCodes() {}
}

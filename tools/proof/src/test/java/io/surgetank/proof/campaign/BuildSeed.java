package io.surgetank.proof.campaign;

/// The seed of the quick campaigns whose runs depend on nothing else. A build repeats the same run;
/// `tools/proof/run` tries others, and so does `-Dseed=N`.
public final class BuildSeed {
  public static final long SEED = Long.getLong("seed", 1);

  private BuildSeed() {}
}

package io.surgetank.app;

import io.surgetank.account.SdkAccounts;
import io.surgetank.command.ReleaseInstallation;
import io.surgetank.handler.Pause;
import io.surgetank.release.Accounts;
import io.surgetank.release.Tools;
import io.surgetank.setup.Programs;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/// Real accounts, real time, real chance.
record ReleaseWiring(SecureRandom random) implements ReleaseInstallation {
  /// 256 bits, as the documented command gives.
  private static final int TOKEN_BYTES = 32;

  @Override
  public Accounts accounts() {
    return new SdkAccounts();
  }

  @Override
  public Pause pause() {
    return Thread::sleep;
  }

  @Override
  public Tools tools() {
    String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return new Programs(searchPath, Programs.Output.STANDARD_OUTPUT);
  }

  @Override
  public Path home() {
    return LocalAwsWiring.home();
  }

  @Override
  public Path built() {
    return LocalAwsWiring.built();
  }

  @Override
  public String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

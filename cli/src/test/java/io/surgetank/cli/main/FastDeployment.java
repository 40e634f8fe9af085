package io.surgetank.cli.main;

import io.surgetank.cli.command.AwsTarget;
import io.surgetank.cli.command.BulkRate;
import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.DeploymentRuntime;
import io.surgetank.cli.command.LocalAwsRuntime;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.StoreRuntime;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.deployment.CommandRunner;
import io.surgetank.load.profile.LoadClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The real wiring, except that a deployment does not wait.
///
/// @param home of the repository
/// @param tools those of the machine, or some of the test's
record FastDeployment(Wiring wiring, Path home, CommandRunner tools)
    implements CommandRuntime, DeploymentRuntime {
  static FastDeployment here() {
    var wiring = new Wiring();
    return new FastDeployment(wiring, wiring.deployment().home(), wiring.deployment().tools());
  }

  @Override
  public DeploymentRuntime deployment() {
    return this;
  }

  @Override
  public Path built() {
    return home;
  }

  @Override
  public Sleeper pause() {
    return _ -> {};
  }

  @Override
  public AwsAccounts accounts() {
    return wiring.deployment().accounts();
  }

  @Override
  public String newToken() {
    return wiring.deployment().newToken();
  }

  @Override
  public Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log) {
    return wiring.start(settings, greet, log);
  }

  @Override
  public Check check(ConfigurationChoice source, List<Path> classpath) {
    return wiring.check(source, classpath);
  }

  @Override
  public ConfigurationSource source(Path file) {
    return wiring.source(file);
  }

  @Override
  public Map<String, String> builtInFiles() {
    return wiring.builtInFiles();
  }

  @Override
  public String version() {
    return wiring.version();
  }

  @Override
  public void extractLibraries() throws IOException {
    wiring.extractLibraries();
  }

  @Override
  public LocalAwsRuntime localAws() {
    return wiring.localAws();
  }

  @Override
  public Reach reach(AwsTarget target, BulkRate bulkRate) {
    return wiring.reach(target, bulkRate);
  }

  @Override
  public StoreRuntime stores() {
    return wiring.stores();
  }

  @Override
  public LoadClock clock() {
    return wiring.clock();
  }
}

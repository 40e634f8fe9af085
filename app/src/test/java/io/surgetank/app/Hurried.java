package io.surgetank.app;

import io.surgetank.command.AwsPlace;
import io.surgetank.command.DescriptorSource;
import io.surgetank.command.Installation;
import io.surgetank.command.LocalAwsInstallation;
import io.surgetank.command.ReleaseInstallation;
import io.surgetank.command.ServeSettings;
import io.surgetank.command.Tempo;
import io.surgetank.descriptor.Source;
import io.surgetank.handler.Pause;
import io.surgetank.load.shape.Pace;
import io.surgetank.release.Accounts;
import io.surgetank.release.Tools;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The real wiring, but for one thing: a deployment waits for nobody.
///
/// @param home of the repository
/// @param tools those of the machine, or some of the test's
record Hurried(Wiring wiring, Path home, Tools tools) implements Installation, ReleaseInstallation {
  static Hurried here() {
    var wiring = new Wiring();
    return new Hurried(wiring, wiring.release().home(), wiring.release().tools());
  }

  @Override
  public ReleaseInstallation release() {
    return this;
  }

  @Override
  public Path built() {
    return home;
  }

  @Override
  public Pause pause() {
    return _ -> {};
  }

  @Override
  public Accounts accounts() {
    return wiring.release().accounts();
  }

  @Override
  public String newToken() {
    return wiring.release().newToken();
  }

  @Override
  public Start start(ServeSettings settings, Consumer<Greeting> greet, OutputStream log) {
    return wiring.start(settings, greet, log);
  }

  @Override
  public Check check(DescriptorSource source, List<Path> classpath) {
    return wiring.check(source, classpath);
  }

  @Override
  public Source source(Path descriptor) {
    return wiring.source(descriptor);
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
  public LocalAwsInstallation localAws() {
    return wiring.localAws();
  }

  @Override
  public Reach reach(AwsPlace place, Tempo tempo) {
    return wiring.reach(place, tempo);
  }

  @Override
  public Pace pace() {
    return wiring.pace();
  }
}

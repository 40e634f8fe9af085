package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as real processes, in a small separate repository whose `./mvnw` copies a jar. Its
/// program prints its arguments and which build it is.
@Timeout(60)
class LauncherTest {
  @TempDir private Path temp = Path.of("");

  private SmallRepository repository = new SmallRepository(Path.of(""));

  @BeforeEach
  void lay() throws IOException {
    repository = SmallRepository.in(temp);
  }

  @Test
  void the_first_use_builds_once_and_runs() throws Exception {
    assertThat(run("jobs", "ls").out()).isEqualTo("build 1: jobs ls\n");
    assertThat(run("jobs", "ls").out()).isEqualTo("build 1: jobs ls\n");
  }

  @Test
  void an_operators_command_runs_the_existing_build_and_reports_newer_sources() throws Exception {
    run("serve");
    repository.changeSources();

    var output = run("jobs", "ls");

    assertThat(output.out()).isEqualTo("build 1: jobs ls\n");
    assertThat(output.err()).containsOnlyOnce("sources are newer");
    assertThat(run("serve").out()).isEqualTo("build 2: serve\n");
    assertThat(run("jobs", "ls").err()).doesNotContain("newer");
  }

  @Test
  void build_builds_and_starts_nothing() throws Exception {
    var output = run("build");

    assertThat(output.exit()).isZero();
    assertThat(output.out()).isEmpty();
    repository.changeSources();
    run("build");
    assertThat(run("version").out()).isEqualTo("build 2: version\n");
  }

  @Test
  void a_server_continues_with_its_files_during_another_build() throws Exception {
    var server = launch("serve", "wait").start();
    try (BufferedReader out = server.inputReader(UTF_8)) {
      assertThat(out.readLine()).isEqualTo("build 1: serve wait");
      for (int build = 2; build <= 4; build++) {
        repository.changeSources();
        assertThat(run("package").out()).isEqualTo("build " + build + ": package\n");
      }

      server.outputWriter(UTF_8).append("continue\n").flush();

      assertThat(out.readLine()).isEqualTo("still build 1");
      assertThat(server.waitFor()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void unused_builds_are_removed_except_the_last_two() throws Exception {
    for (int build = 1; build <= 4; build++) {
      run("serve");
      repository.changeSources();
    }

    try (var builds = Files.newDirectoryStream(repository.builds(), Files::isDirectory)) {
      assertThat(builds).hasSize(2);
    }
  }

  @Test
  void an_outdated_installation_of_another_user_runs_unchanged() throws Exception {
    run("serve");
    repository.changeSources();
    repository.giveAway();

    for (String command : List.of("serve", "jobs")) {
      var output = runAsService(command);

      assertThat(output.exit()).isZero();
      assertThat(output.out()).isEqualTo("build 1: " + command + "\n");
      assertThat(output.err()).containsOnlyOnce("sources are newer");
    }
    assertThat(runAsService("build").exit()).isEqualTo(1);
  }

  @Test
  void an_installation_of_another_user_built_by_maven_runs_unchanged() throws Exception {
    repository.buildWithMaven();
    repository.giveAway();

    assertThat(runAsService("serve").out()).isEqualTo("build 1: serve\n");
  }

  @Test
  void an_unbuilt_installation_of_another_user_names_its_owner() throws Exception {
    repository.giveAway();

    var output = runAsService("serve");

    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err()).contains("surgetank build").hasLineCount(2);
  }

  @Test
  void the_lock_of_a_dead_builder_is_taken_over() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(repository.lock().getParent());
    Files.createSymbolicLink(repository.lock(), Path.of(Long.toString(dead.pid())));

    assertThat(run("serve").out()).isEqualTo("build 1: serve\n");
    assertThat(repository.lock()).doesNotExist();
  }

  @Test
  void a_build_whose_launcher_was_killed_is_waited_for() throws Exception {
    repository.slowDownBuilds();
    var killed = launch("serve").start();
    BufferedReader progress = killed.errorReader(UTF_8);
    assertThat(progress.readLine()).startsWith("Building");
    assertThat(progress.readLine()).isEqualTo("  Surgetank fake");
    killed.destroyForcibly().waitFor();

    var second = launch("serve").start();
    try (BufferedReader err = second.errorReader(UTF_8);
        BufferedReader out = second.inputReader(UTF_8)) {
      assertThat(err.readLine()).contains("is building, waiting");
      repository.continueBuild();

      assertThat(out.readLine()).isEqualTo("build 1: serve");
      assertThat(repository.startedBuilds()).isEqualTo(1);
    } finally {
      second.destroyForcibly();
    }
  }

  @Test
  void a_lock_that_cannot_be_created_is_not_waited_for() throws Exception {
    run("serve");
    repository.changeSources();
    // What is there under the lock's name can be neither read as one nor replaced.
    Files.writeString(repository.lock(), "");

    var output = run("serve");

    assertThat(output.out()).isEqualTo("build 1: serve\n");
    assertThat(output.err()).contains("sources are newer");
  }

  @Test
  void a_folder_with_a_colon_in_its_path_is_refused_before_a_build() throws Exception {
    repository = SmallRepository.in(temp.resolve("a:b"));

    var output = run("serve");

    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err()).contains(repository.folder().toString(), "Move").hasLineCount(1);
    assertThat(repository.builds()).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_folder_with_an_umlaut_in_its_path_works_without_a_locale() throws Exception {
    var output = Output.by(inFolderWithUmlaut("jobs", "ls"));

    assertThat(output.err()).doesNotContain("cannot", "Error");
    assertThat(output.out()).isEqualTo("build 1: jobs ls\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_folder_with_an_umlaut_in_its_path_is_refused_on_a_system_without_utf_8() throws Exception {
    script("bin/locale", "echo ANSI_X3.4-1968");
    var launch = inFolderWithUmlaut("serve");
    launch.environment().merge("PATH", temp + "/bin", (path, first) -> first + ":" + path);

    var output = Output.by(launch);

    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err()).contains("/\u00fc/home", "LC_ALL=C.UTF-8").hasLineCount(1);
  }

  @Test
  void a_failed_training_leaves_no_cache_behind() throws Exception {
    String java = System.getProperty("java.home", "");
    script("jdk/bin/javac", "");
    Files.copy(Path.of(java, "release"), temp.resolve("jdk/release"));
    script(
        "jdk/bin/java",
        """
        for option; do
          case $option in
            -XX:AOTCacheOutput=*) echo >"${option#*=}"; echo >"${option#*=}.config"; exit 1 ;;
          esac
        done
        exec '%s/bin/java' "$@"
        """
            .formatted(java));
    var launch = launch("serve");
    launch.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
    launch.environment().remove("SURGETANK_JAVA_OPTS");

    assertThat(Output.by(launch).err()).contains("starts are slower");
    try (var files = Files.walk(repository.builds())) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains(".aot.new"));
    }
  }

  @Test
  void a_backslash_in_a_message_is_printed_as_it_is() throws Exception {
    repository = SmallRepository.in(temp.resolve("a\\cb"));

    assertThat(run("build").err()).contains("a\\cb/home").endsWith("surgetank.jar\n");
  }

  /// Runs it without a locale in a folder whose name the JVM of this test may be unable to encode.
  private ProcessBuilder inFolderWithUmlaut(String... words) {
    var launch = launch(words);
    String copyAndRun =
        """
        umlaut=$(printf '%s/\\303\\274' "$1")
        mkdir "$umlaut" && cp -Rp "$1/home" "$umlaut/"
        shift 2
        exec "$umlaut/home/surgetank" "$@"
        """;
    launch.command().addAll(0, List.of("sh", "-ec", copyAndRun, "sh", temp.toString()));
    launch.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
    return launch;
  }

  private void script(String path, String text) throws IOException {
    Files.createDirectories(temp.resolve(path).getParent());
    Path script = Files.writeString(temp.resolve(path), "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Output run(String... words) throws Exception {
    return Output.by(launch(words));
  }

  /// Runs it as a user who may read the repository and not write to it.
  private Output runAsService(String... words) throws Exception {
    var launch = launch(words);
    if (Objects.equals(System.getProperty("user.name"), "root"))
      launch
          .command()
          .addAll(0, List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
    return Output.by(launch);
  }

  private ProcessBuilder launch(String... words) {
    var launch = new ProcessBuilder();
    launch.command().add(repository.folder().resolve("surgetank").toString());
    launch.command().addAll(List.of(words));
    launch.environment().put("JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")));
    // With another collector there is no cache to train: that is not what is tried here.
    launch.environment().put("SURGETANK_JAVA_OPTS", "-XX:+UseParallelGC");
    return launch;
  }

  private record Output(int exit, String out, String err) {
    static Output by(ProcessBuilder launch) throws IOException, InterruptedException {
      Path err = Files.createTempFile("launcher", ".err");
      var process = launch.redirectError(err.toFile()).start();
      try {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Output(process.exitValue(), out, Files.readString(err));
      } finally {
        process.destroyForcibly();
        Files.delete(err);
      }
    }
  }
}

package io.hindsight.app.cli;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.demo.DemoCommand;
import io.hindsight.app.evaluation.EvaluateCommand;
import io.hindsight.app.evaluation.ModelExportCommand;
import io.hindsight.app.exporting.ExportCommand;
import io.hindsight.app.integrity.IntegrityCommand;
import io.hindsight.app.launch.ServerLauncher;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code hindsight} and its subcommands. */
@Command(
    name = "hindsight",
    description = "The recommendation backend that remembers.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also, by the script ./hindsight alone:",
      "  test     Run every test, as CI does.",
      "",
      "Each command explains itself with --help."
    })
public final class CommandLineInterface implements Runnable {
  private static final String STACK_TRACES = "hindsight.stacktrace";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain this command.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Say which Hindsight and which Java this is.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private CommandLineInterface() {}

  /**
   * @return the exit code: 0 done, 1 failed, 2 not understood
   */
  public static int run(ServerLauncher launcher, String... args) {
    return commands(launcher).execute(args);
  }

  static CommandLine commands(ServerLauncher launcher) {
    return new CommandLine(new CommandLineInterface())
        .addSubcommand(new DemoCommand(launcher))
        .addSubcommand(new UpCommand(launcher))
        .addSubcommand(new ImportCommand())
        .addSubcommand(new ExportCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new ModelExportCommand())
        .addSubcommand(new ReproduceCommand())
        .addSubcommand(new IntegrityCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new BackupCommand())
        .addSubcommand(new RotateMasterKeyCommand())
        .addSubcommand(new MoveKeysCommand())
        .addSubcommand(new HealthCommand())
        .addSubcommand(new VersionCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(CommandLineInterface::misunderstood)
        .setExecutionExceptionHandler(CommandLineInterface::explain);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof CommandFailed failed && !Boolean.getBoolean(STACK_TRACES)) {
      command.getErr().println("hindsight: " + failed.line());
      return 1;
    }
    throw e;
  }

  /** What is wrong and where to look: a whole usage would bury the one line that matters. */
  private static int misunderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("hindsight: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}

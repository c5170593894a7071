package io.hindsight.app.exporting;

import io.hindsight.app.cli.ServerAddress;
import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import io.hindsight.app.exporting.TableFile.Form;
import io.hindsight.app.importing.Progress;
import io.hindsight.app.importing.ProgressBars;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "Write what a server knows to a file: events, interactions, impressions, items.",
      "People are named by their subject ids; personal text stays encrypted."
    },
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  private static final Patience ONCE = new Patience(1, Duration.ofMillis(1), Duration.ofMillis(1));

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description =
          "events (all that stands in the log), interactions (those not taken back, erased"
              + " or forgotten, in the names that import csv reads), impressions (a row for each"
              + " item shown) or items (the"
              + " catalog as it stood).")
  private Subject what = Subject.EVENTS;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "A new file; its ending .jsonl, .csv or .parquet says its form.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      description = "jsonl, csv or parquet, where the ending does not say it.")
  private @Nullable Form format;

  @Option(
      names = "--after",
      paramLabel = "POSITION",
      description = "Only what came behind this position of the log (default: from the start).")
  private long after;

  @Option(
      names = "--up-to",
      paramLabel = "POSITION",
      description = "Only up to this position (default: the end).")
  private @Nullable Long upTo;

  @Option(
      names = "--auditor",
      paramLabel = "NAME",
      description = "Who asks: the log keeps it. Some servers want to know.")
  private @Nullable String auditor;

  @Mixin private ServerAddress server = new ServerAddress();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Form form = form();
    if (Files.exists(file)) {
      throw new CommandFailed(file + " exists already", "name a new file");
    }
    if (what == Subject.ITEMS && after > 0) {
      throw new CommandFailed(
          "--after makes no sense for items", "the catalog at a position is a fold of all before");
    }
    try (ApiClient api = new ApiClient(server.url(), ONCE)) {
      api.requireServer();
      long head = api.get("/v1/audit/integrity").path("head").asLong(0);
      long end = upTo == null ? head : upTo;
      if (after < 0 || end < after || end > head) {
        throw new CommandFailed(
            "there are no positions after %d up to %d".formatted(after, end),
            "the log ends at " + head);
      }
      write(new EventFeed(api, auditor, after, end, head), form);
      return 0;
    } catch (IOException | UncheckedIOException | SQLException e) {
      throw new CommandFailed("cannot write " + file + " (" + e + ")", "check space and path", e);
    }
  }

  private void write(EventFeed feed, Form form) throws IOException, SQLException {
    PrintWriter out = spec.commandLine().getOut();
    try (Progress bar =
            ProgressBars.to(System.out, System.console() != null)
                .start(what.name().toLowerCase(Locale.ROOT), feed.upTo() - feed.after());
        TableFile target = new TableFile(file, form, what.columns())) {
      long[] seen = {feed.after()};
      new Tables(
              feed,
              position -> {
                bar.advance(position - seen[0]);
                seen[0] = position;
              })
          .write(what, target);
      target.finish();
      bar.advance(feed.upTo() - seen[0]);
      out.printf(
          Locale.ROOT,
          "wrote %,d %s of positions %,d to %,d to %s%n",
          target.rows(),
          what.name().toLowerCase(Locale.ROOT),
          feed.after() + 1,
          feed.upTo(),
          file);
      out.flush();
    }
  }

  private Form form() {
    String name = String.valueOf(file.getFileName());
    for (Form known : Form.values()) {
      if (format == known || (format == null && name.endsWith(known.ending()))) {
        return known;
      }
    }
    throw new CommandFailed(
        "the form of " + file + " is not clear", "end it in .jsonl, .csv or .parquet, or --format");
  }
}

package io.hindsight.app.cli;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import io.hindsight.app.importing.CsvSource;
import io.hindsight.app.importing.DataSet;
import io.hindsight.app.importing.ImportReport;
import io.hindsight.app.importing.Importer;
import io.hindsight.app.importing.JsonLinesSource;
import io.hindsight.app.importing.Mind;
import io.hindsight.app.importing.MovieLens;
import io.hindsight.app.importing.OnlineRetail;
import io.hindsight.app.importing.OpenBandit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = "Bring a data set into a running server.",
    synopsisSubcommandLabel = "FORMAT",
    footer = {
      "",
      "An import that was broken off goes on where it stopped when the same",
      "command is run again; nothing is lost and nothing is stored twice."
    })
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Which format? One of movielens, online-retail, obd, mind, csv and jsonl.");
  }

  @Command(
      name = "movielens",
      description = "MovieLens: the layouts of 100K, of 1M and 10M, and of latest-small and 25M.",
      sortOptions = false)
  int movielens(
      @Parameters(paramLabel = "PATH", description = "The directory, or the .zip as downloaded.")
          Path path,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    return bringIn(MovieLens.open(path), options);
  }

  @Command(
      name = "online-retail",
      description =
          "UCI's Online Retail as csv: purchases, with the country as marketplace; cancellations"
              + " take them back.",
      sortOptions = false)
  int onlineRetail(
      @Parameters(paramLabel = "PATH", description = "The csv, plain or .gz, or its directory.")
          Path path,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    return bringIn(OnlineRetail.open(path), options);
  }

  @Command(
      name = "obd",
      description =
          "Open Bandit Dataset: impressions with propensities and clicks; it names no people.",
      sortOptions = false)
  int openBandit(
      @Parameters(
              paramLabel = "PATH",
              description = "A log (POLICY/CAMPAIGN/CAMPAIGN.csv), plain or .gz, or a directory.")
          Path path,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    return bringIn(OpenBandit.open(path), options);
  }

  @Command(
      name = "mind",
      description = "MIND's news: lists that were shown as impressions, clicks as interactions.",
      sortOptions = false)
  int mind(
      @Parameters(
              paramLabel = "PATH",
              description = "The directory with behaviors.tsv and news.tsv, plain or .gz.")
          Path path,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    return bringIn(Mind.open(path), options);
  }

  @Command(
      name = "csv",
      description =
          "Interactions from a csv file with the header user_id,item_id,type,timestamp,value;"
              + " plain or .gz. Further columns: quantity, unit_price, currency, seconds, query,"
              + " interaction_id, device, session_id, placement, marketplace_id, locale,"
              + " recommendation_id.",
      sortOptions = false)
  int csv(
      @Parameters(paramLabel = "PATH", description = "The file.") Path path,
      @Mixin FieldOptions fields,
      @Option(
              names = "--encoding",
              paramLabel = "NAME",
              description = "Of the file (default: UTF-8).")
          Charset encoding,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    Charset charset = encoding == null ? StandardCharsets.UTF_8 : encoding;
    return bringIn(CsvSource.open(path, fields.mapping(), fields.type(), charset), options);
  }

  @Command(
      name = "jsonl",
      description =
          "Interactions from a file with one JSON object a line, in the names of the API or of"
              + " the csv header; plain or .gz.",
      sortOptions = false)
  int jsonl(
      @Parameters(paramLabel = "PATH", description = "The file.") Path path,
      @Mixin FieldOptions fields,
      @Mixin ImportOptions options)
      throws IOException, InterruptedException {
    return bringIn(JsonLinesSource.open(path, fields.mapping(), fields.type()), options);
  }

  private int bringIn(DataSet set, ImportOptions options) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (set;
        ApiClient api = new ApiClient(options.url(), Patience.DEFAULT)) {
      api.requireServer();
      out.println("Importing " + set.title());
      set.notes().forEach(note -> out.println("  note: " + note));
      out.flush();
      ImportReport report =
          new Importer(api, options.states(), options.progress(), options.batch()).run(set);
      report.lines().forEach(out::println);
      if (!report.broughtAnything()) {
        throw new CommandFailed("nothing was stored", "see the reasons above");
      }
      if (options.train() && report.hasInteractions()) {
        new AfterImport(api, out).train(report);
      }
      out.flush();
      return 0;
    }
  }
}

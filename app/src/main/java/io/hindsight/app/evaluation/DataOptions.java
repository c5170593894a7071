package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Mapping;
import io.hindsight.app.importing.MovieLens;
import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the interactions come from, and which of them count. */
final class DataOptions {
  @Option(names = "--data", paramLabel = "PATH", description = "The data set.")
  private @Nullable Path data;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description =
          "movielens (a directory, .zip or file of ratings, all layouts), csv (a header with"
              + " user_id,item_id[,value][,timestamp]) or online-retail (default: movielens for a"
              + " directory or .zip that is one, else csv).")
  private @Nullable Format format;

  @Option(names = "--train", paramLabel = "FILE", description = "Training part, where given apart.")
  private @Nullable Path train;

  @Option(names = "--test", paramLabel = "FILE", description = "Test part, where given apart.")
  private @Nullable Path test;

  @Option(
      names = "--negatives",
      paramLabel = "FILE",
      description = "What each user's test item competes with in the protocol ncf.")
  private @Nullable Path negatives;

  @Option(
      names = "--map",
      paramLabel = "OURS=THEIRS,...",
      description =
          "Their names of csv columns: --map user_id=visitor,value=plays. Without a header, their"
              + " numbers: --map user_id=#1,item_id=#2")
  private @Nullable String map;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of csv and online-retail files (default: UTF-8).")
  private Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--positive-from",
      paramLabel = "VALUE",
      description = "Leave out interactions of a smaller value, such as ratings below 4.")
  private double positiveFrom = Double.NaN;

  @Option(
      names = "--weights",
      paramLabel = "one|value",
      description =
          "What a pair of user and item weighs: 1, or the sum of its values (default: one).")
  private Weighting weights = Weighting.ONE;

  @Option(
      names = "--min-item",
      paramLabel = "N",
      description = "First leave out items of fewer users (default: 1).")
  private int leastOfItem = 1;

  @Option(
      names = "--min-user",
      paramLabel = "N",
      description = "Then leave out users with fewer items (default: 1).")
  private int leastOfUser = 1;

  @Option(
      names = "--half-life",
      paramLabel = "DAYS",
      description =
          "What was done so many days before the newest counts half as much, in training before"
              + " the newest of all, in a history before the person's own (default: no decay).")
  private double halfLife = Double.POSITIVE_INFINITY;

  /** Two files, given apart. */
  record Parts(Path train, Path test) {}

  @Nullable Parts parts() {
    if (train == null && test == null) {
      return null;
    }
    if (train == null || test == null || data != null) {
      throw new CommandFailed(
          data != null
              ? "--data is there beside --train and --test"
              : "--train and --test belong together",
          "give either --data PATH, or --train FILE --test FILE");
    }
    if (leastOfItem > 1 || leastOfUser > 1) {
      throw new CommandFailed(
          "--min-item and --min-user would change a test part that was given",
          "leave them out, or give --data PATH");
    }
    return new Parts(train, test);
  }

  Path data() {
    if (data == null) {
      throw new CommandFailed(
          "there is nothing to evaluate", "give --data PATH, or --train FILE --test FILE");
    }
    return data;
  }

  @Nullable Path negatives() {
    return negatives;
  }

  /** As given, or what can be told from the path. */
  Format format() throws IOException {
    Format known = format;
    if (known == null) {
      known = data == null ? Format.CSV : guessed(data);
      format = known;
    }
    return known;
  }

  private static Format guessed(Path path) throws IOException {
    if (!Files.isDirectory(path) && !isZip(path)) {
      return Format.CSV;
    }
    if (!MovieLens.isAt(path)) {
      throw new CommandFailed(
          "cannot tell what to read of " + path,
          "give one file, or a directory or .zip of MovieLens with u.data, ratings.dat or"
              + " ratings.csv");
    }
    return Format.MOVIELENS;
  }

  private static boolean isZip(Path path) {
    return Files.isRegularFile(path) && path.toString().endsWith(".zip");
  }

  Charset encoding() {
    return encoding;
  }

  Mapping mapping() {
    return map == null ? Mapping.NONE : Mapping.parse(map);
  }

  Selection selection() {
    return new Selection(positiveFrom, weights, leastOfItem, leastOfUser, new TimeDecay(halfLife));
  }
}

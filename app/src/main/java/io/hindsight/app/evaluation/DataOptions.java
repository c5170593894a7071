package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Mapping;
import io.hindsight.app.importing.MovieLens;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import io.hindsight.scoring.model.History;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
              + " user_id,item_id[,value][,timestamp], or numbers in this order) or online-retail (default: movielens for a"
              + " directory or .zip that is one, else csv).")
  private @Nullable Format format;

  @Option(names = "--train", paramLabel = "FILE", description = "Training part, where given apart.")
  private @Nullable Path train;

  @Option(names = "--test", paramLabel = "FILE", description = "Test part, where given apart.")
  private @Nullable Path test;

  @Option(
      names = "--negatives",
      paramLabel = "FILE",
      description =
          "What each user's test item competes with in the protocol ncf: csv of user_id,item_id, or"
              + " lines (user,item)<tab>item<tab>item... as in the NCF paper's repository.")
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
      paramLabel = "one|value|type",
      description =
          "What a pair of user and item weighs: 1, the sum of its values, or what a server's weights"
              + " give the types of its interactions (default: one, or type with --weight).")
  private @Nullable Weighting weights;

  @Option(
      names = "--weight",
      paramLabel = "TYPE=WEIGHT",
      split = ",",
      description =
          "A server's weights, where they are not its defaults: view=0.5,purchase=8,rating.best=10."
              + " Means --weights type; in a training they are called weight.view and so on.")
  private Map<String, String> typeWeights = new LinkedHashMap<>();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "With --weights type: what rows without a type are (default: rating for movielens,"
              + " purchase for online-retail).")
  private @Nullable String type;

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

  /** The weights of types as a server has them; null where types do not weigh. */
  @Nullable WeightTable weightTable() throws IOException {
    if (weighting() != Weighting.TYPE) {
      if (weights != null && !typeWeights.isEmpty()) {
        throw new CommandFailed(
            "--weight is there beside --weights " + weights.name().toLowerCase(Locale.ROOT),
            "leave one of them out: --weight goes with --weights type");
      }
      if (type != null) {
        throw new CommandFailed(
            "--type is there, but types do not weigh", "add --weights type, or leave it out");
      }
      return null;
    }
    if (!Double.isNaN(positiveFrom)) {
      throw new CommandFailed(
          "--positive-from is there beside --weights type",
          "leave it out: ratings of half of rating.best or less are dislikes, as on a server");
    }
    Map<String, String> settings = new TreeMap<>();
    typeWeights.forEach((name, weight) -> settings.put(WeightTable.PREFIX + name, weight));
    if (settings.containsKey(WeightTable.HALF_LIFE)) {
      throw new CommandFailed("--weight is no half-life", "give --half-life DAYS");
    }
    if (halfLife < Double.POSITIVE_INFINITY) {
      settings.put(WeightTable.HALF_LIFE, Double.toString(halfLife));
    }
    return WeightTable.parse(settings);
  }

  /** What rows are that name no type; null where they must. */
  @Nullable InteractionType defaultType() throws IOException {
    if (type != null) {
      return TypedRows.known(type);
    }
    return switch (format()) {
      case MOVIELENS -> InteractionType.RATING;
      case ONLINE_RETAIL -> InteractionType.PURCHASE;
      case CSV -> null;
    };
  }

  private Weighting weighting() {
    if (weights == null) {
      return typeWeights.isEmpty() ? Weighting.ONE : Weighting.TYPE;
    }
    return weights;
  }

  Selection selection() throws IOException {
    WeightTable table = weightTable();
    return new Selection(
        positiveFrom,
        weighting(),
        leastOfItem,
        leastOfUser,
        new TimeDecay(halfLife),
        table == null ? History.MOST_WEIGHT : table.cap());
  }
}

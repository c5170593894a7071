package io.hindsight.app.evaluation;

import io.hindsight.app.importing.DataSet;
import io.hindsight.app.importing.InteractionTable;
import io.hindsight.app.importing.ItemMargins;
import io.hindsight.app.importing.Mapping;
import io.hindsight.app.importing.MovieLens;
import io.hindsight.app.importing.NegativeLines;
import io.hindsight.app.importing.Times;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the options name. */
final class DataLoader {
  private final DataOptions options;
  private final @Nullable Path margins;
  private final Selection selection;
  private final InteractionsBuilder builder;
  private final @Nullable TypedRows typed;
  private final Map<String, String> marketplaces = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private Map<String, List<String>> categories = Map.of();
  private long nobodys;
  private long returned;
  private long noArticles;
  private boolean typesUnheard;

  DataLoader(DataOptions options) throws IOException {
    this(options, null);
  }

  /**
   * @param margins a file of what is earned with items
   */
  DataLoader(DataOptions options, @Nullable Path margins) throws IOException {
    this.options = options;
    this.margins = margins;
    selection = options.selection();
    builder = new InteractionsBuilder(selection);
    WeightTable weights = options.weightTable();
    typed = weights == null ? null : new TypedRows(weights, options.defaultType(), builder);
  }

  LoadedData load() throws IOException {
    DataOptions.Parts parts = options.parts();
    String title;
    if (parts != null) {
      if (!readLines(parts.train())) {
        read(open(parts.train()));
      }
      builder.testFollows();
      if (!readLines(parts.test())) {
        read(openTest(parts.test()));
      }
      title = parts.train().getFileName() + " and " + parts.test().getFileName();
    } else if (options.format() == Format.MOVIELENS) {
      title = readMovieLens(options.data());
    } else {
      if (!readLines(options.data())) {
        read(open(options.data()));
      }
      title = String.valueOf(options.data().getFileName());
    }
    Path negatives = options.negatives();
    Interactions competing = negatives == null ? null : readNegatives(negatives);
    Map<String, Double> earned =
        margins == null ? Map.of() : ItemMargins.read(margins, options.encoding());
    Interactions interactions = builder.build();
    boolean several = marketplaces.values().stream().distinct().count() > 1;
    return new LoadedData(
        title,
        interactions,
        competing,
        categories,
        several ? marketplaces : Map.of(),
        earned,
        typed == null ? Map.of() : typed.weights().settings(),
        notes(interactions, earned));
  }

  private String readMovieLens(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (Files.isRegularFile(path) && !name.matches(".*\\.zip|u\\.data.*|ratings\\..*")) {
      // A part such as u1.base: no data set lies around it that could be recognised.
      read(InteractionTable.ratings(path));
      return name;
    }
    try (DataSet set = MovieLens.open(path)) {
      read(MovieLens.ratings(set));
      categories = MovieLens.categories(set);
      return set.title();
    }
  }

  private boolean readLines(Path file) throws IOException {
    return PeopleByLine.read(file, options, selection, builder, told);
  }

  private InteractionTable open(Path file) throws IOException {
    return switch (options.format()) {
      case MOVIELENS -> InteractionTable.ratings(file);
      case CSV -> InteractionTable.csv(file, options.mapping(), options.encoding());
      case ONLINE_RETAIL -> InteractionTable.csv(file, retail(), options.encoding());
    };
  }

  private InteractionTable openTest(Path file) throws IOException {
    return switch (options.format()) {
      case MOVIELENS -> InteractionTable.ratingsOfTest(file);
      case CSV -> InteractionTable.csvOfTest(file, options.mapping(), options.encoding());
      case ONLINE_RETAIL -> InteractionTable.csvOfTest(file, retail(), options.encoding());
    };
  }

  private InteractionTable openNegatives(Path file) throws IOException {
    if (options.format() == Format.MOVIELENS && InteractionTable.isOfMovieLens(file)) {
      return InteractionTable.ratingsOfPairs(file);
    }
    Mapping mapping = options.format() == Format.ONLINE_RETAIL ? retail() : options.mapping();
    return InteractionTable.csvOfPairs(file, mapping, options.encoding());
  }

  /** The data set's second edition names a column differently; --map wins over both. */
  private Mapping retail() {
    Map<String, String> names = new HashMap<>();
    names.put("user_id", "CustomerID");
    names.put("item_id", "StockCode");
    names.put("value", "Quantity");
    names.put("timestamp", "InvoiceDate");
    names.put("marketplace_id", "Country");
    names.putAll(options.mapping().theirs());
    return new Mapping(names);
  }

  private void read(InteractionTable table) throws IOException {
    try (table) {
      told.addAll(table.notes());
      while (table.next()) {
        String user = table.get("user_id");
        String item = table.get("item_id");
        if (user == null || item == null) {
          nobodys++;
        } else if (options.format() != Format.ONLINE_RETAIL) {
          add(table, user, item);
        } else if (isSale(table, item)) {
          // The data set writes some codes both ways.
          add(table, user, item.toUpperCase(Locale.ROOT));
        }
      }
    }
  }

  /** Postage, fees and the like have codes of letters; what comes back has a negative quantity. */
  private boolean isSale(InteractionTable table, String item) {
    if (!Character.isDigit(item.charAt(0))) {
      noArticles++;
      return false;
    }
    boolean comesBack = table.has("value") && number(table) <= 0;
    returned += comesBack ? 1 : 0;
    return !comesBack;
  }

  private void add(InteractionTable table, String user, String item) {
    String marketplace = table.get("marketplace_id");
    if (marketplace != null) {
      marketplaces.put(user, marketplace);
    }
    if (typed != null) {
      typed.add(table, user, item, time(table));
      return;
    }
    typesUnheard |= table.get("type") != null;
    boolean needsValue =
        !Double.isNaN(selection.positiveFrom()) || selection.weighting() == Weighting.VALUE;
    float value = table.get("value") != null || needsValue ? number(table) : 1;
    try {
      builder.add(user, item, value, time(table));
    } catch (IllegalArgumentException e) {
      throw table.wrong(e.getMessage() + " (with --weights one, values do not weigh)");
    }
  }

  private static float number(InteractionTable table) {
    String text = table.get("value");
    if (text == null) {
      throw table.wrong("there is no value");
    }
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw table.wrong("the value is no number");
    }
  }

  private static long time(InteractionTable table) {
    String text = table.get("timestamp");
    if (text == null) {
      return Interactions.NO_TIME;
    }
    try {
      return Times.epochMillis(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw table.wrong("the timestamp is neither ISO 8601 nor an epoch's seconds or milliseconds");
    }
  }

  private Interactions readNegatives(Path file) throws IOException {
    InteractionsBuilder competing = new InteractionsBuilder(Selection.ALL);
    if (NegativeLines.areIn(file, options.encoding())) {
      NegativeLines.read(
          file,
          options.encoding(),
          (user, item) -> competing.add(user, item, 1, Interactions.NO_TIME));
      return competing.build();
    }
    try (InteractionTable table = openNegatives(file)) {
      told.addAll(table.notes());
      while (table.next()) {
        String user = table.get("user_id");
        String item = table.get("item_id");
        if (user == null || item == null) {
          throw table.wrong("a negative needs a user and an item");
        }
        competing.add(user, item, 1, Interactions.NO_TIME);
      }
    }
    return competing.build();
  }

  private List<String> notes(Interactions interactions, Map<String, Double> earned) {
    List<String> notes = new ArrayList<>(told);
    note(nobodys, "rows without user or item left out", notes);
    note(returned, "rows of returned goods left out", notes);
    note(noArticles, "rows of postage, fees and the like left out", notes);
    note(builder.leftOut(), "interactions below --positive-from left out", notes);
    note(
        interactions.repeats().size(),
        "interactions repeat an earlier one of the same user and item: one pair, at its latest time",
        notes);
    note(
        builder.disliked(),
        "interactions with items that their user dismissed or rated low",
        notes);
    note(
        builder.weightless(),
        "interactions weigh nothing and count as if they had not been",
        notes);
    if (typed != null) {
      notes.add("weighed by type, as a server does in a training with " + typed.weights());
    } else if (typesUnheard) {
      notes.add("the column type is not looked at: with --weights type it is, as on a server");
    }
    if (!earned.isEmpty()) {
      long unknown = 0;
      for (int item = 0; item < interactions.items().size(); item++) {
        unknown += earned.containsKey(interactions.items().id(item)) ? 0 : 1;
      }
      note(unknown, "items are not in --margins and count as earning 0", notes);
    }
    if (selection.decay().decays()) {
      notes.add("weights halve in " + selection.decay().halfLifeDays() + " days");
    }
    return notes;
  }

  private static void note(long count, String what, List<String> notes) {
    if (count > 0) {
      notes.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }
}

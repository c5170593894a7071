package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.InteractionTable;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.runtime.weights.TasteRows;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Weighs rows by their types, as a server weighs what it takes in. */
final class TypedRows {
  private final WeightTable weights;
  private final TasteRows rows;
  private final @Nullable InteractionType defaultType;

  /**
   * @param defaultType of rows that name none; null where they must
   */
  TypedRows(
      WeightTable weights, @Nullable InteractionType defaultType, InteractionsBuilder builder) {
    this.weights = weights;
    rows = new TasteRows(weights, builder);
    this.defaultType = defaultType;
  }

  WeightTable weights() {
    return weights;
  }

  void add(InteractionTable row, String user, String item, long time) {
    InteractionType type = typeOf(row);
    rows.add(user, item, type, value(row, type), time);
  }

  private InteractionType typeOf(InteractionTable row) {
    String name = row.get("type");
    if (name == null && defaultType != null) {
      return defaultType;
    }
    if (name == null) {
      throw row.wrong(
          "it has no type",
          "name the column: --map type=THEIRS, or what rows without one are: --type view");
    }
    return InteractionType.of(name)
        .orElseThrow(
            () ->
                row.wrong(
                    "there is no type " + name,
                    "types are " + names() + "; correct the line or take it out"));
  }

  /** What the type is measured by; not a number where it has nothing of the sort. */
  private static float value(InteractionTable row, InteractionType type) {
    return switch (type) {
      case RATING -> number(row, type, row.get("value"));
      case DWELL ->
          number(row, type, row.get("seconds") == null ? row.get("value") : row.get("seconds"));
      case VIEW, CLICK, LIKE, SHARE, ADD_TO_CART, PURCHASE, DISMISS, SEARCH_CLICK -> Float.NaN;
    };
  }

  private static float number(InteractionTable row, InteractionType type, @Nullable String text) {
    if (text == null) {
      throw row.wrong(
          type == InteractionType.DWELL ? "a dwell needs seconds" : "a rating needs a value");
    }
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw row.wrong("the value is no number");
    }
    throw row.wrong("the value is no finite number");
  }

  /** A type as the API spells it. */
  static InteractionType known(String name) {
    return InteractionType.of(name)
        .orElseThrow(() -> new CommandFailed("there is no type " + name, "types are " + names()));
  }

  private static String names() {
    return Arrays.stream(InteractionType.values())
        .map(InteractionType::wireName)
        .collect(Collectors.joining(", "));
  }
}

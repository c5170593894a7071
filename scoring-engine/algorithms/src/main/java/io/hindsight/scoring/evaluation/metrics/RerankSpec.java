package io.hindsight.scoring.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A re-ranker to measure beside a model's own lists: {@code mmr=0.3}.
 *
 * @param strength 0 to 1: how much it may change
 */
public record RerankSpec(Kind kind, double strength) {

  /** What there is. */
  public enum Kind {
    /** Unlike items together, by who has them. */
    MMR,
    /** The kinds of items in the mix of the user's history. */
    CALIBRATION,
    /** Scores divided by a power of how many have the item. */
    DEBIAS,
    /** Relevance with surprise as a second objective. */
    NOVELTY,
    /** Relevance with how lately the item first appeared as a second objective. */
    FRESHNESS,
    /** Relevance with what is earned with an item as a second objective. */
    MARGIN
  }

  public RerankSpec {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "the strength of " + written(kind) + " must be in 0..1, was " + strength);
    }
  }

  /** Reads {@code mmr=0.3,calibration=0.5}; nothing of a blank text. */
  public static List<RerankSpec> parseAll(String text) {
    List<RerankSpec> specs = new ArrayList<>();
    for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] parts = one.strip().split("=", -1);
      specs.add(new RerankSpec(kind(parts[0]), strength(one, parts)));
    }
    return List.copyOf(specs);
  }

  private static Kind kind(String name) {
    List<String> names = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (written(kind).equals(name)) {
        return kind;
      }
      names.add(written(kind));
    }
    throw new IllegalArgumentException("there is no re-ranker " + name + "; there are " + names);
  }

  private static double strength(String one, String[] parts) {
    try {
      if (parts.length == 2) {
        return Double.parseDouble(parts[1]);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(one + " has no number: write mmr=0.3", e);
    }
    throw new IllegalArgumentException(one + " has no strength: write mmr=0.3");
  }

  private static String written(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return written(kind) + "=" + strength;
  }
}

package io.hindsight.scoring.evaluation.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A re-ranking to measure beside a model's own lists: {@code mmr=0.3}, or several goals at once,
 * {@code novelty=0.3+margin=0.2}.
 *
 * @param strengths 0 to 1: how much each goal counts; relevance counts what they leave. Debiasing
 *     is no goal beside relevance: it changes what is relevant, and leaves the weights alone
 */
public record RerankSpec(Map<Kind, Double> strengths) {
  private static final int MOST = 100;

  /** For sums of decimal fractions. */
  private static final double ROUNDING = 1e-9;

  /** What there is. */
  public enum Kind {
    /** Unlike items together, by who has them. */
    MMR(Metric.DIVERSITY),
    /** The kinds of items in the mix of the user's history. */
    CALIBRATION(Metric.CALIBRATION),
    /** Scores divided by a power of how many have the item. */
    DEBIAS(Metric.NOVELTY),
    /** Relevance with surprise as a second objective. */
    NOVELTY(Metric.NOVELTY),
    /** Relevance with how lately the item first appeared as a second objective. */
    FRESHNESS(Metric.AGE),
    /** Relevance with what is earned with an item as a second objective. */
    MARGIN(Metric.MARGIN);

    private final Metric gains;

    Kind(Metric gains) {
      this.gains = gains;
    }

    /** What gets better. */
    public Metric gains() {
      return gains;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RerankSpec {
    EnumMap<Kind, Double> ordered = new EnumMap<>(Kind.class);
    ordered.putAll(strengths);
    strengths = Collections.unmodifiableMap(ordered);
    if (strengths.isEmpty()) {
      throw new IllegalArgumentException("a re-ranking has no goal: write mmr=0.3");
    }
    strengths.forEach(
        (kind, strength) -> {
          if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                "the strength of " + kind.label() + " must be in 0..1, was " + strength);
          }
        });
    if (beside(strengths) > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          "the weights of %s add up to more than 1: relevance gets what they leave"
              .formatted(text(strengths)));
    }
  }

  public RerankSpec(Kind kind, double strength) {
    this(Map.of(kind, strength));
  }

  private static double beside(Map<Kind, Double> strengths) {
    double sum = 0;
    for (Map.Entry<Kind, Double> one : strengths.entrySet()) {
      sum += one.getKey() == Kind.DEBIAS ? 0 : one.getValue();
    }
    return sum;
  }

  /** The weight of relevance. */
  public double relevance() {
    return Math.max(0, 1 - beside(strengths));
  }

  public double strength(Kind kind) {
    return strengths.getOrDefault(kind, 0.0);
  }

  /**
   * Reads {@code mmr=0.3,novelty=0.1|0.3+margin=0.2}: settings with commas between them, goals of
   * one with a plus, and for each goal one strength or a choice; nothing of a blank text.
   */
  public static List<RerankSpec> parseAll(String text) {
    List<RerankSpec> specs = new ArrayList<>();
    for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
      List<Map<Kind, Double>> found = List.of(Map.of());
      for (String goal : one.strip().split("\\+", -1)) {
        found = extended(found, goal.strip());
      }
      for (Map<Kind, Double> strengths : found) {
        RerankSpec spec = new RerankSpec(strengths);
        if (specs.contains(spec)) {
          throw new IllegalArgumentException("--rerank has " + spec + " twice: give it once");
        }
        specs.add(spec);
      }
      if (specs.size() > MOST) {
        throw new IllegalArgumentException(
            "--rerank has more than %d settings: give fewer, or shorter choices".formatted(MOST));
      }
    }
    return List.copyOf(specs);
  }

  /** Each of some settings with each choice of one goal more. */
  private static List<Map<Kind, Double>> extended(List<Map<Kind, Double>> before, String goal) {
    String[] parts = goal.split("=", -1);
    Kind kind = kind(parts[0].strip());
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "%s has no strength: write %s=0.3".formatted(goal, kind.label()));
    }
    List<Map<Kind, Double>> all = new ArrayList<>();
    String[] choices = parts[1].split("\\|", -1);
    if ((long) before.size() * choices.length > MOST) {
      throw new IllegalArgumentException(
          "--rerank has more than %d settings: give fewer, or shorter choices".formatted(MOST));
    }
    for (Map<Kind, Double> one : before) {
      for (String choice : choices) {
        Map<Kind, Double> more = new EnumMap<>(Kind.class);
        more.putAll(one);
        if (more.put(kind, strength(goal, kind, choice)) != null) {
          throw new IllegalArgumentException(
              "--rerank names %s twice in one setting: name it once".formatted(kind.label()));
        }
        all.add(more);
      }
    }
    return all;
  }

  private static Kind kind(String name) {
    List<String> names = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(name) || (kind == Kind.MMR && name.equals("diversity"))) {
        return kind;
      }
      names.add(kind.label());
    }
    throw new IllegalArgumentException(
        "there is no re-ranker %s; there are %s".formatted(name.isEmpty() ? "''" : name, names));
  }

  private static double strength(String goal, Kind kind, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s has no number: write %s=0.3".formatted(goal, kind.label()), e);
    }
  }

  private static String text(Map<Kind, Double> strengths) {
    return strengths.entrySet().stream()
        .map(one -> one.getKey().label() + "=" + one.getValue())
        .collect(Collectors.joining("+"));
  }

  @Override
  public String toString() {
    return text(strengths);
  }
}

package io.hindsight.runtime.weights;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.scoring.data.TimeDecay;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How much one interaction says about a person's taste. Training and serving share it, and a model
 * carries the table that it was trained with.
 *
 * <ul>
 *   <li>Most types have a fixed weight; 0 leaves the type out, but for ratings that are dislikes.
 *   <li>A rating counts by its share of {@code rating.best}: half of that or less is a dislike,
 *       which takes the item out of the person's tastes; the best rating has the type's weight.
 *   <li>A dwell counts one {@code dwell} weight for each minute, up to three; under ten seconds it
 *       is a bounce and says nothing.
 *   <li>A dismissal takes the item out of the person's tastes.
 * </ul>
 *
 * Every weight is rounded to a quarter: sums of them are exact, so their order does not matter.
 * With {@code half-life-days}, weights fall with time: see {@link TasteFold}.
 */
public final class WeightTable {
  /** Prefix of these settings among a training's settings, as in {@code weight.purchase}. */
  public static final String PREFIX = "weight.";

  /** Weights of types, and the best rating there is, under {@link #BEST_RATING}. */
  private static final String BEST_RATING = PREFIX + "rating.best";

  /** In days; without it nothing decays. */
  public static final String HALF_LIFE = PREFIX + "half-life-days";

  private static final double BOUNCE_SECONDS = 10;
  private static final double CAPPED_MINUTES = 3;
  private static final float MAX_WEIGHT = 100;

  public static final WeightTable DEFAULT = new WeightTable(defaults(), 5, TimeDecay.NONE);

  private final float[] byType;
  private final double bestRating;
  private final TimeDecay decay;

  private WeightTable(float[] byType, double bestRating, TimeDecay decay) {
    this.byType = byType;
    this.bestRating = bestRating;
    this.decay = decay;
  }

  private static float[] defaults() {
    float[] weights = new float[InteractionType.values().length];
    for (InteractionType type : InteractionType.values()) {
      weights[type.ordinal()] =
          switch (type) {
            case VIEW, CLICK, SEARCH_CLICK, DWELL -> 1;
            case LIKE, SHARE -> 3;
            case ADD_TO_CART -> 4;
            case PURCHASE, RATING -> 5;
            case DISMISS -> 0;
          };
    }
    return weights;
  }

  /**
   * Reads the settings that begin with {@link #PREFIX}; what is not given stays as it is by
   * default.
   *
   * @throws IllegalArgumentException saying which setting is wrong and what would be right
   */
  public static WeightTable parse(Map<String, String> settings) {
    float[] weights = defaults();
    double best = DEFAULT.bestRating;
    TimeDecay decay = TimeDecay.NONE;
    for (var setting : settings.entrySet()) {
      String name = setting.getKey();
      if (name.equals(BEST_RATING)) {
        best = number(name, setting.getValue());
        if (!(best > 0)) {
          throw new IllegalArgumentException(name + " must be above 0, was " + best);
        }
      } else if (name.equals(HALF_LIFE)) {
        double days = number(name, setting.getValue());
        if (!(days > 0)) {
          throw new IllegalArgumentException(
              name + " must be above 0, was " + days + "; leave it out for no decay");
        }
        decay = new TimeDecay(days);
      } else if (name.startsWith(PREFIX)) {
        weights[weighable(name).ordinal()] = weight(name, setting.getValue());
      }
    }
    return new WeightTable(weights, best, decay);
  }

  private static InteractionType weighable(String name) {
    return InteractionType.of(name.substring(PREFIX.length()))
        .filter(type -> type != InteractionType.DISMISS)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no setting %s; there are %s and %s"
                        .formatted(name, DEFAULT.settings().keySet(), HALF_LIFE)));
  }

  private static float weight(String name, String text) {
    double value = number(name, text);
    if (!(value >= 0 && value <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(name + " must be in 0.." + MAX_WEIGHT + ", was " + text);
    }
    return quarters(value);
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, was " + text, e);
    }
  }

  /**
   * The whole table as settings: part of a model's provenance. Without a decay, nothing is said of
   * one: the model is the one that was trained before there was this setting.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (InteractionType type : InteractionType.values()) {
      if (type != InteractionType.DISMISS) {
        settings.put(PREFIX + type.wireName(), Float.toString(byType[type.ordinal()]));
      }
    }
    settings.put(BEST_RATING, Double.toString(bestRating));
    if (decay.decays()) {
      settings.put(HALF_LIFE, Double.toString(decay.halfLifeDays()));
    }
    return Collections.unmodifiableMap(settings);
  }

  /** How weights fall with time. */
  TimeDecay decay() {
    return decay;
  }

  /** The weight of one interaction; 0 where it says nothing or speaks against the item. */
  public float weight(InteractionType type, float value) {
    float full = byType[type.ordinal()];
    return switch (type) {
      case VIEW, CLICK, LIKE, SHARE, ADD_TO_CART, PURCHASE, SEARCH_CLICK -> full;
      case RATING -> isDislike(type, value) ? 0 : rating(full, value);
      case DWELL -> dwell(full, value);
      case DISMISS -> 0;
    };
  }

  /** Whether one interaction says anything for its item: if not, it is as if it had not been. */
  public boolean counts(InteractionType type, float value) {
    return weight(type, value) > 0;
  }

  /** Whether the interaction takes its item out of the person's tastes. */
  public boolean isDislike(InteractionType type, float value) {
    return type == InteractionType.DISMISS
        || (type == InteractionType.RATING && value <= bestRating / 2);
  }

  /** The most that all interactions of one person with one item can weigh together. */
  public float cap() {
    float largest = 0;
    for (float weight : byType) {
      largest = Math.max(largest, weight);
    }
    return 2 * largest;
  }

  private float rating(float full, float value) {
    return Float.isNaN(value) ? 0 : quarters(full * Math.min(1, value / bestRating));
  }

  private static float dwell(float full, float seconds) {
    return seconds >= BOUNCE_SECONDS ? quarters(full * Math.min(CAPPED_MINUTES, seconds / 60)) : 0;
  }

  private static float quarters(double value) {
    return Math.round(value * 4) / 4f;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightTable table
        && bestRating == table.bestRating
        && decay.equals(table.decay)
        && Arrays.equals(byType, table.byType);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(byType), bestRating, decay);
  }

  @Override
  public String toString() {
    return settings().toString();
  }
}

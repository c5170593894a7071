package io.hindsight.runtime.serving;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.runtime.weights.WeightTable;
import java.util.List;

/**
 * How epochs are counted. Constants and not configuration, but for the half-life, which each
 * receipt names: a changed one would make old lists impossible to compute again. Whoever changes a
 * rule here raises {@link #VERSION}, keeps the old rules, and lets the receipt name the version.
 */
public final class ServingRules {
  private ServingRules() {}

  public static final int VERSION = 1;

  /** Windows of popularity in days; 0 is all time. */
  public static final List<Integer> WINDOWS_DAYS = List.of(0, 1, 7, 30);

  /** Older interactions count for all-time popularity only. */
  static final int HORIZON_HOURS = 30 * 24;

  /** How much one interaction counts: whole numbers, so that taking one back is exact. */
  static int popularityWeight(InteractionRecorded recorded) {
    return Math.round(WeightTable.DEFAULT.weight(recorded.type(), value(recorded)));
  }

  /** What the person says they like as of this event, which replaces all that was said before. */
  static Preferences preferences(ProfileEvent event) {
    return switch (event) {
      case ProfileCreated created -> created.details().preferences();
      case ProfileRevised revised -> revised.details().preferences();
    };
  }

  /** What the interaction measured: a rating's value, a dwell's seconds, else NaN. */
  static float value(InteractionRecorded recorded) {
    Double value = recorded.type() == InteractionType.DWELL ? recorded.seconds() : recorded.value();
    return value == null ? Float.NaN : value.floatValue();
  }
}

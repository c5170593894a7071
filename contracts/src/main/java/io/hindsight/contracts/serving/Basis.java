package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The states from which a list was computed, each by its position in the log. Names are short in
 * JSON: receipts are many.
 *
 * @param model content hash of the model's artifact; null where no model took part
 * @param epoch where popularity and trending were counted up to
 * @param catalog up to where the catalog was known
 * @param person up to where the person's own events were known; null where no person took part
 * @param placementRevision of the placement's settings; 0 for the built-in ones
 * @param halfLifeHours with which activity decays for what is trending; null: {@value
 *     #HALF_LIFE_HOURS}
 * @param rules by which version of the rules the list was made; null: {@value #FIRST_RULES}. Named
 *     only where an earlier version could have made another list of the same states
 * @param now the time that availability and age were judged by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Basis(
    @Nullable String model,
    LogPosition epoch,
    LogPosition catalog,
    @Nullable LogPosition person,
    @JsonProperty("revision") int placementRevision,
    long seed,
    @Nullable Integer halfLifeHours,
    @Nullable Integer rules,
    Instant now) {

  /** What receipts that name none mean, for ever. */
  public static final int HALF_LIFE_HOURS = 48;

  /** What people say they like does not count. */
  public static final int FIRST_RULES = 1;

  /** What people say they like counts. */
  public static final int STATED_PREFERENCES = 2;

  /** The newest that this version knows. */
  public static final int LATEST_RULES = STATED_PREFERENCES;

  /** With the usual half-life, and nothing that the first rules did not know. */
  public Basis(
      @Nullable String model,
      LogPosition epoch,
      LogPosition catalog,
      @Nullable LogPosition person,
      int placementRevision,
      long seed,
      Instant now) {
    this(model, epoch, catalog, person, placementRevision, seed, null, null, now);
  }

  /** Whether what the person says they like had a part in it. */
  public boolean countsStatedPreferences() {
    return rules != null && rules >= STATED_PREFERENCES;
  }

  public int halfLife() {
    return halfLifeHours == null ? HALF_LIFE_HOURS : halfLifeHours;
  }
}

package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/** Asks a view. Each is answered with an {@link Answer} of the type it names. */
public sealed interface ViewQuery extends Question {

  /** {@link ViewAnswer.Item}; refused with {@code item-unknown}. */
  record FindItem(ItemId itemId, @Nullable LogPosition atLeast) implements ViewQuery {}

  /**
   * {@link ViewAnswer.Items}, by id.
   *
   * @param limit 1 to 1000
   */
  record FindItems(@Nullable String after, int limit, @Nullable LogPosition atLeast)
      implements ViewQuery {}

  /** {@link ViewAnswer.Profile}; refused with {@code user-unknown}. */
  record FindProfile(UserId userId, @Nullable LogPosition atLeast) implements ViewQuery {
    @Override
    public String toString() {
      return "FindProfile";
    }
  }

  /**
   * {@link ViewAnswer.History}, newest first. An unknown user has an empty one.
   *
   * @param limit 1 to 1000
   * @param after the cursor that the page before gave
   */
  record FindHistory(
      UserId userId, int limit, @Nullable String after, @Nullable LogPosition atLeast)
      implements ViewQuery {
    @Override
    public String toString() {
      return "FindHistory";
    }
  }

  /** {@link ViewAnswer.Features}; an unknown user has empty ones. */
  record FindUserFeatures(UserId userId, @Nullable LogPosition atLeast) implements ViewQuery {
    @Override
    public String toString() {
      return "FindUserFeatures";
    }
  }

  /**
   * {@link ViewAnswer.Features}; refused with {@code item-unknown} where there is neither an item
   * nor an interaction.
   */
  record FindItemFeatures(ItemId itemId, @Nullable LogPosition atLeast) implements ViewQuery {}

  /** {@link ViewAnswer.Placements}. */
  record FindPlacements(@Nullable LogPosition atLeast) implements ViewQuery {}

  /** {@link ViewAnswer.Placement}; refused with {@code placement-unknown}. */
  record FindPlacement(PlacementId placementId, @Nullable LogPosition atLeast)
      implements ViewQuery {}

  /** {@link ViewAnswer.Models}. */
  record FindModels(@Nullable LogPosition atLeast) implements ViewQuery {}

  /** {@link ViewAnswer.Quality}. */
  record FindQuality(@Nullable LogPosition atLeast) implements ViewQuery {}

  /** {@link ViewAnswer.PersonConsent}; of somebody unknown: what holds for everybody. */
  record FindConsent(UserId userId, @Nullable LogPosition atLeast) implements ViewQuery {
    @Override
    public String toString() {
      return "FindConsent";
    }
  }

  /**
   * {@link ViewAnswer.ExportPage}: what the log holds about a person, in its order; refused with
   * {@code user-unknown}. Looks through 100,000 positions at most, so a page may be empty.
   *
   * @param upTo where the first page said the log ends; null for the first page
   * @param limit 1 to 1000
   */
  record FindExportPage(UserId userId, LogPosition after, @Nullable LogPosition upTo, int limit)
      implements ViewQuery {
    @Override
    public @Nullable LogPosition atLeast() {
      return null;
    }

    @Override
    public String toString() {
      return "FindExportPage";
    }
  }

  /** {@link ViewAnswer.Erasure}; refused with {@code erasure-unknown}. */
  record FindErasure(ErasureId erasureId, @Nullable LogPosition atLeast) implements ViewQuery {}

  /** {@link RetentionAnswer}: what is kept how long, and what was forgotten. Never waits. */
  record FindRetention() implements ViewQuery {
    @Override
    public @Nullable LogPosition atLeast() {
      return null;
    }
  }

  /** {@link ViewAnswer.Views}: every view's generation, position and lag. Never waits. */
  record FindViews() implements ViewQuery {
    @Override
    public @Nullable LogPosition atLeast() {
      return null;
    }
  }
}

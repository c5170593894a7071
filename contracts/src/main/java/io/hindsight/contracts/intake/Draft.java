package io.hindsight.contracts.intake;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.profiles.Preferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as the client sent it: typed, but not yet judged. */
public sealed interface Draft {

  /** Its place in the request, from 0, by which a rejection names it. */
  long index();

  /**
   * @param type as the client wrote it
   * @param timestamp null: now
   */
  record InteractionDraft(
      long index,
      @Nullable String interactionId,
      @Nullable String userId,
      @Nullable String itemId,
      @Nullable String type,
      @Nullable Instant timestamp,
      @Nullable Integer quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable String currency,
      @Nullable Double value,
      @Nullable Double seconds,
      @Nullable String query,
      @Nullable Context context)
      implements Draft {

    @Override
    public String toString() {
      return "InteractionDraft(" + index + ")";
    }
  }

  /** In which circumstances something was done. */
  record Context(
      @Nullable String device,
      @Nullable String sessionId,
      @Nullable String placement,
      @Nullable String marketplaceId,
      @Nullable String locale,
      @Nullable String recommendationId) {
    @Override
    public String toString() {
      return "Context(not printed)";
    }
  }

  /**
   * @param timestamp null: now
   */
  record ImpressionDraft(
      long index,
      @Nullable String impressionId,
      @Nullable String userId,
      List<ShownDraft> items,
      @Nullable String policy,
      @Nullable Instant timestamp,
      @Nullable Context context)
      implements Draft {
    public ImpressionDraft {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return "ImpressionDraft(" + index + ")";
    }
  }

  /** One item of an impression. */
  record ShownDraft(
      @Nullable String itemId,
      @Nullable Integer position,
      @Nullable Double propensity,
      boolean clicked) {}

  record ItemDraft(long index, @Nullable String itemId, @Nullable ItemDetails details)
      implements Draft {}

  /**
   * @param attributes one JSON object as text
   */
  record ProfileDraft(
      long index,
      @Nullable String userId,
      @Nullable String name,
      @Nullable String email,
      @Nullable String attributes,
      Preferences preferences)
      implements Draft {
    @Override
    public String toString() {
      return "ProfileDraft(" + index + ")";
    }
  }
}

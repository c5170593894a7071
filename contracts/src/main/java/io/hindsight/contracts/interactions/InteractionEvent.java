package io.hindsight.contracts.interactions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.subjects.Personal;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The short stream of one interaction: recorded, and perhaps retracted. */
public sealed interface InteractionEvent {
  InteractionId interactionId();

  /**
   * A person did something with an item.
   *
   * @param occurredAt when it happened, by the client's account; the event's own timestamp is when
   *     it was recorded
   * @param quantity of a purchase, at least 1
   * @param unitPrice of a purchase, in units of {@code currency}
   * @param value of a rating, on the client's scale
   * @param seconds of a dwell
   * @param query of a search click
   * @param recommendationId the list that led to it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InteractionRecorded(
      InteractionId interactionId,
      SubjectId subjectId,
      ItemId itemId,
      InteractionType type,
      Instant occurredAt,
      @Nullable Integer quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable String currency,
      @Nullable Double value,
      @Nullable Double seconds,
      @Nullable Personal query,
      @Nullable Personal device,
      @Nullable Personal sessionId,
      @Nullable PlacementId placement,
      @Nullable MarketplaceId marketplaceId,
      @Nullable String locale,
      @Nullable RecommendationId recommendationId)
      implements InteractionEvent {

    /** An interaction without any of the optional parts. */
    public static InteractionRecorded plain(
        InteractionId id,
        SubjectId subject,
        ItemId item,
        InteractionType type,
        Instant occurredAt) {
      return new InteractionRecorded(
          id,
          subject,
          item,
          type,
          occurredAt,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }

  /**
   * The interaction is to count as if it had never happened.
   *
   * @param recorded what is taken back, whole, so that a projection can undo it without looking it
   *     up
   */
  record InteractionRetracted(InteractionId interactionId, InteractionRecorded recorded, Instant at)
      implements InteractionEvent {}
}

package io.hindsight.contracts.impressions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.subjects.Personal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream of one impression. */
public sealed interface ImpressionEvent {
  ImpressionId impressionId();

  /**
   * Items were shown, by this system or by another.
   *
   * @param subjectId to whom; null where nobody is known
   * @param policy the name of what chose the items; null where nobody knows
   * @param occurredAt when, by the client's account
   * @param recommendationId the served list that was shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ImpressionRecorded(
      ImpressionId impressionId,
      @Nullable SubjectId subjectId,
      List<Shown> items,
      @Nullable String policy,
      Instant occurredAt,
      @Nullable Personal device,
      @Nullable Personal sessionId,
      @Nullable PlacementId placement,
      @Nullable MarketplaceId marketplaceId,
      @Nullable String locale,
      @Nullable RecommendationId recommendationId)
      implements ImpressionEvent {
    public ImpressionRecorded {
      items = List.copyOf(items);
    }
  }
}

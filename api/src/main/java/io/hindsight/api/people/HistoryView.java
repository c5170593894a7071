package io.hindsight.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.ViewAnswer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a person did, newest first.
 *
 * @param next what to give as {@code after} for the next page; null at the end
 */
record HistoryView(List<Entry> interactions, @Nullable String next) {
  /** One interaction. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String interactionId,
      String itemId,
      String type,
      Instant timestamp,
      @Nullable Integer quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable String currency,
      @Nullable Double value,
      @Nullable Double seconds,
      @Nullable String query,
      @Nullable String placement,
      @Nullable String recommendationId) {}

  static HistoryView of(ViewAnswer.History history) {
    return new HistoryView(
        history.interactions().stream().map(HistoryView::entry).toList(), history.next());
  }

  private static Entry entry(ViewAnswer.Interaction interaction) {
    return new Entry(
        interaction.interactionId().value(),
        interaction.itemId().value(),
        interaction.type().wireName(),
        interaction.timestamp(),
        interaction.quantity(),
        interaction.unitPrice(),
        interaction.currency(),
        interaction.value(),
        interaction.seconds(),
        interaction.query(),
        interaction.placement() == null ? null : interaction.placement().value(),
        interaction.recommendationId() == null ? null : interaction.recommendationId().value());
  }
}

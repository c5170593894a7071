package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hindsight.contracts.ids.RecommendationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was served. */
public sealed interface ServingEvent {
  RecommendationId recommendationId();

  /**
   * The receipts of the lists that were served in one commit.
   *
   * @param recommendationId of the first list; {@link RecommendationId#at} gives those of the
   *     others
   * @param lists at least one
   */
  record RecommendationServed(
      @JsonProperty("id") RecommendationId recommendationId, List<ServedList> lists)
      implements ServingEvent {
    public RecommendationServed {
      lists = List.copyOf(lists);
      if (lists.isEmpty()) {
        throw new IllegalArgumentException("no list was served");
      }
    }

    /** Of one list alone. */
    public static RecommendationServed of(Receipt receipt) {
      return new RecommendationServed(receipt.recommendationId(), List.of(receipt.list()));
    }

    /** In their places' order. */
    public List<Receipt> receipts() {
      List<Receipt> receipts = new ArrayList<>(lists.size());
      for (int place = 0; place < lists.size(); place++) {
        receipts.add(new Receipt(recommendationId.at(place), lists.get(place)));
      }
      return receipts;
    }

    /** Empty where the event does not hold that list. */
    public Optional<Receipt> receipt(RecommendationId id) {
      return id.event().equals(recommendationId) && id.place() < lists.size()
          ? Optional.of(new Receipt(id, lists.get(id.place())))
          : Optional.empty();
    }
  }
}

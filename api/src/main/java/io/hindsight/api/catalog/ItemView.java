package io.hindsight.api.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.queries.ViewAnswer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item as answered.
 *
 * @param listed false once it was delisted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemView(
    String itemId,
    String title,
    @Nullable String description,
    List<String> categories,
    @Nullable String marketplaceId,
    @Nullable String brand,
    @Nullable BigDecimal price,
    @Nullable String currency,
    List<String> tags,
    Map<String, List<String>> attributes,
    @Nullable Instant availableFrom,
    @Nullable Instant availableUntil,
    boolean listed) {

  static ItemView of(ViewAnswer.Item item) {
    ItemDetails details = item.details();
    return new ItemView(
        item.itemId().value(),
        details.title(),
        details.description(),
        details.categories(),
        details.marketplaceId() == null ? null : details.marketplaceId().value(),
        details.brand(),
        details.price(),
        details.currency(),
        details.tags(),
        details.attributes(),
        details.availableFrom(),
        details.availableUntil(),
        item.listed());
  }

  /**
   * A page of the catalog.
   *
   * @param next what to give as {@code after} for the next page; null at the end
   */
  record Page(List<ItemView> items, @Nullable String next) {
    static Page of(ViewAnswer.Items page) {
      return new Page(page.items().stream().map(ItemView::of).toList(), page.next());
    }
  }
}

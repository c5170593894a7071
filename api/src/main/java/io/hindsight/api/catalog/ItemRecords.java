package io.hindsight.api.catalog;

import io.hindsight.api.intake.IntakeKind;
import io.hindsight.api.intake.Lane;
import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.Id;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads items. */
final class ItemRecords {
  static final Shape SHAPE =
      Shape.of(
          "itemId",
          "title",
          "description",
          "categories",
          "marketplaceId",
          "brand",
          "price",
          "currency",
          "tags",
          "attributes",
          "availableFrom",
          "availableUntil");

  static final Lane<ItemDraft> LANE =
      new Lane<>(
          IntakeKind.ITEMS,
          ItemRecords::parse,
          ListItems::new,
          draft -> draft.itemId() == null ? null : Writer.item(draft.itemId()),
          true);

  private ItemRecords() {}

  static ItemDraft parse(Fields in, long index) {
    String itemId = null;
    String title = null;
    String description = null;
    List<String> categories = List.of();
    MarketplaceId marketplaceId = null;
    String brand = null;
    BigDecimal price = null;
    String currency = null;
    List<String> tags = List.of();
    Map<String, List<String>> attributes = Map.of();
    Instant availableFrom = null;
    Instant availableUntil = null;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "itemId" -> itemId = in.text();
        case "title" -> title = in.text();
        case "description" -> description = in.text();
        case "categories" -> categories = in.texts();
        case "marketplaceId" -> marketplaceId = marketplace(in);
        case "brand" -> brand = in.text();
        case "price" -> price = in.decimal();
        case "currency" -> currency = in.text();
        case "tags" -> tags = in.texts();
        case "attributes" -> attributes = in.textLists();
        case "availableFrom" -> availableFrom = in.instant();
        case "availableUntil" -> availableUntil = in.instant();
        default -> throw new IllegalStateException(in.name());
      }
    }
    if (title == null) {
      in.missing("title");
      return new ItemDraft(index, itemId, null);
    }
    return new ItemDraft(
        index,
        itemId,
        new ItemDetails(
            title,
            description,
            categories,
            marketplaceId,
            brand,
            price,
            currency,
            tags,
            attributes,
            availableFrom,
            availableUntil));
  }

  private static @Nullable MarketplaceId marketplace(Fields in) {
    String text = in.text();
    if (text == null || Id.isValid(text)) {
      return text == null ? null : new MarketplaceId(text);
    }
    in.invalidId();
    return null;
  }
}

package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.intake.Draft.ItemDraft;
import io.hindsight.contracts.intake.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an item must look like. Pure. */
final class ItemRules {
  static final int LONGEST_TITLE = 1_000;
  static final int LONGEST_DESCRIPTION = 20_000;
  static final int LONGEST_NAME = 200;
  static final int LONGEST_VALUE = 2_000;
  static final int MOST_CATEGORIES = 100;
  static final int MOST_TAGS = 200;
  static final int MOST_ATTRIBUTES = 100;
  static final int MOST_VALUES = 100;
  static final int MOST_CHARACTERS = 50_000;

  private ItemRules() {}

  static Judged<Item> judge(ItemDraft draft) {
    Findings findings = new Findings(draft.index());
    findings.requiredId("itemId", "item-id", draft.itemId());
    ItemDetails details = draft.details();
    if (details == null) {
      findings.refuse(null, "title-missing", "the item has no details", "give at least a title");
    } else {
      texts(details, findings);
      attributes(details.attributes(), findings);
      size(details, findings);
      findings.money("price", details.price(), details.currency());
      availability(details, findings);
    }
    Rejection rejection = findings.first();
    return rejection == null
        ? new Judged.Fit<>(
            new Item(new ItemId(requireNonNull(draft.itemId())), plain(requireNonNull(details))))
        : new Judged.Unfit<>(rejection);
  }

  private static void texts(ItemDetails details, Findings findings) {
    String title = details.title();
    if (Findings.present(title) == null) {
      findings.refuse("title", "title-missing", "title is missing", "give a title");
    }
    findings.text("title", title, LONGEST_TITLE);
    findings.text("description", details.description(), LONGEST_DESCRIPTION);
    findings.text("brand", details.brand(), LONGEST_NAME);
    findings.texts("categories", details.categories(), MOST_CATEGORIES, LONGEST_NAME);
    findings.texts("tags", details.tags(), MOST_TAGS, LONGEST_NAME);
  }

  private static void attributes(Map<String, List<String>> attributes, Findings findings) {
    if (attributes.size() > MOST_ATTRIBUTES) {
      findings.refuse(
          "attributes",
          "attributes-too-many",
          "there are " + attributes.size() + " attributes",
          "use at most " + MOST_ATTRIBUTES);
      return;
    }
    for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
      if (attribute.getKey().isBlank() || attribute.getValue() == null) {
        findings.refuse(
            "attributes",
            "attribute-invalid",
            "an attribute has no name or no list of values",
            "give each attribute a name and a list of texts");
        return;
      }
      findings.text("attributes", attribute.getKey(), LONGEST_NAME);
      if (attribute.getValue().stream().anyMatch(Objects::isNull)) {
        findings.refuse(
            "attributes", "attribute-invalid", "an attribute has a null value", "leave nulls out");
        return;
      }
      findings.texts("attributes", attribute.getValue(), MOST_VALUES, LONGEST_VALUE);
    }
  }

  /** An item is one event: all its texts together are bounded too. */
  private static void size(ItemDetails details, Findings findings) {
    long characters = length(details.title()) + length(details.description());
    characters += length(details.categories()) + length(details.tags());
    for (Map.Entry<String, List<String>> attribute : details.attributes().entrySet()) {
      characters += length(attribute.getKey());
      characters += attribute.getValue() == null ? 0 : length(attribute.getValue());
    }
    if (characters > MOST_CHARACTERS) {
      findings.refuse(
          null,
          "item-too-large",
          "the item has " + characters + " characters",
          "use at most " + MOST_CHARACTERS);
    }
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static long length(List<String> texts) {
    long characters = 0;
    for (String text : texts) {
      characters += length(text);
    }
    return characters;
  }

  private static void availability(ItemDetails details, Findings findings) {
    if (details.availableFrom() != null
        && details.availableUntil() != null
        && !details.availableFrom().isBefore(details.availableUntil())) {
      findings.refuse(
          "availableUntil",
          "availability-empty",
          "availableUntil is not after availableFrom",
          "give an end after the beginning, or leave one out");
    }
  }

  /** One form for what means the same, so that a repetition is seen to be one. */
  static ItemDetails plain(ItemDetails details) {
    Map<String, List<String>> attributes = new TreeMap<>();
    details.attributes().forEach((name, values) -> attributes.put(name, List.copyOf(values)));
    return new ItemDetails(
        details.title(),
        Findings.present(details.description()),
        details.categories(),
        details.marketplaceId(),
        Findings.present(details.brand()),
        Findings.plain(details.price()),
        details.currency(),
        details.tags(),
        attributes,
        details.availableFrom(),
        details.availableUntil());
  }
}

package io.hindsight.api.placements;

import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.placements.PlacementSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads placements; whether their settings make sense is for the placement itself to say. */
final class PlacementRecords {
  static final Shape SHAPE =
      Shape.of(
          "placementId",
          "name",
          "algorithm",
          "listLength",
          "diversity",
          "consumedBy",
          "receiptSample");

  private static final int DEFAULT_LENGTH = 10;

  private PlacementRecords() {}

  record Draft(@Nullable String placementId, @Nullable String name, PlacementSettings settings) {
    PlacementSettings settings(String id) {
      return new PlacementSettings(
          name == null ? id : name,
          settings.algorithm(),
          settings.listLength(),
          settings.diversity(),
          settings.consumedBy(),
          settings.receiptSample());
    }
  }

  static Draft parse(Fields in, long index) {
    String placementId = null;
    String name = null;
    String algorithm = null;
    Integer listLength = null;
    Double diversity = null;
    Double receiptSample = null;
    Set<InteractionType> consumedBy = PlacementSettings.DEFAULT_CONSUMED_BY;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "placementId" -> placementId = in.text();
        case "name" -> name = in.text();
        case "algorithm" -> algorithm = in.text();
        case "listLength" -> listLength = in.integer();
        case "diversity" -> diversity = in.number();
        case "consumedBy" -> consumedBy = types(in);
        case "receiptSample" -> receiptSample = in.number();
        default -> throw new IllegalStateException(in.name());
      }
    }
    if (algorithm == null) {
      in.missing("algorithm");
    }
    return new Draft(
        placementId,
        name,
        new PlacementSettings(
            name == null ? "" : name,
            algorithm == null ? "" : algorithm,
            listLength == null ? DEFAULT_LENGTH : listLength,
            diversity == null ? 0 : diversity,
            consumedBy,
            receiptSample));
  }

  private static Set<InteractionType> types(Fields in) {
    List<String> names = in.texts();
    Set<InteractionType> types = EnumSet.noneOf(InteractionType.class);
    for (String name : names) {
      Optional<InteractionType> type = InteractionType.of(name);
      if (type.isEmpty()) {
        in.reject(
            "type-unknown",
            in.name() + " holds something that is no type of interaction",
            "use view, click, like, share, add_to_cart, purchase, rating, dwell, dismiss or"
                + " search_click");
      }
      type.ifPresent(types::add);
    }
    return types;
  }
}

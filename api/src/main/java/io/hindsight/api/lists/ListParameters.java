package io.hindsight.api.lists;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.queries.Moment;
import io.hindsight.contracts.serving.ListFilter;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What every list can be asked with. The constraints are for the docs; {@link Query} holds them.
 */
record ListParameters(
    @Nullable String placement,
    @Min(1) @Max(MOST) @Nullable Integer n,
    String @Nullable [] category,
    String @Nullable [] attr,
    String @Nullable [] exclude,
    @DecimalMin("0") @Nullable BigDecimal minPrice,
    @DecimalMin("0") @Nullable BigDecimal maxPrice,
    @Nullable String marketplaceId,
    @Parameter(description = AsOf.ABOUT) @Nullable String asOf) {
  static final int MOST = 100;

  static ListParameters of(Query query) {
    return new ListParameters(
        query.text("placement"),
        query.whole("n", 1, MOST),
        query.texts("category"),
        query.texts("attr"),
        query.texts("exclude"),
        query.decimal("minPrice"),
        query.decimal("maxPrice"),
        query.text("marketplaceId"),
        query.text("asOf"));
  }

  @Nullable PlacementId where() {
    return Named.optionalId("placement", placement, PlacementId::new);
  }

  /** Null for now. */
  @Nullable Moment moment() {
    return AsOf.of(asOf);
  }

  ListFilter filter() {
    return filter(false);
  }

  ListFilter filter(boolean includeConsumed) {
    return Filters.of(category, attr, exclude, marketplaceId, minPrice, maxPrice, includeConsumed);
  }
}
